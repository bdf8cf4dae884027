# Waits until an address of this container answers HTTP with status 200. Arguments: the port and the path.
# A subshell, since a shell ends where it cannot open what it is told to.
until (
  exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&3 && read -r -t 4 _ status _ <&3 && [ "$status" = 200 ]
) 2>/dev/null; do sleep 0.2; done
