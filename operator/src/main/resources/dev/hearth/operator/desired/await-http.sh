# Waits until HTTP's answer matches. Arguments: host, port, path, and the extended regular expression.
# It starts no program meanwhile, since fifty that wait would take the processor from those whom they wait for: its sleep is
# to read what nobody writes.
exec 9<> <(:)
until {
  exec 3<>"/dev/tcp/$1/$2" && printf 'GET %s HTTP/1.0\r\n\r\n' "$3" >&3 && {
    read -r -t 4 -d '' answer <&3
    [[ $answer =~ $4 ]]
  }
} 2>/dev/null; do read -r -t 0.1 -u 9 || true; done
