# Waits until an address of this container answers HTTP with status 200. Arguments: the port and the path.
# It starts no program meanwhile, since fifty that wait would take the processor from those whom they wait for: its sleep is
# to read what nobody writes.
exec 9<> <(:)
until {
  exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&3 && read -r -t 4 _ status _ <&3 && [ "$status" = 200 ]
} 2>/dev/null; do read -r -t 0.2 -u 9 || true; done
