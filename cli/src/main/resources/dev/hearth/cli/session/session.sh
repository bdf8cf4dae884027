# Runs "$@" once somebody is attached. The attached terminal sends a line when it has said how large it is, so that
# nothing of the first prompt is lost and readline starts with the right width. A user who went away before that never
# attaches.
read -rs -t 60 _ || exit 1
export PATH="$PATH:${SPARK_HOME:-/opt/spark}/bin"
cd "$HOME" || exit
# As a child, because the first process of a container cannot be ended from inside it. Ctrl-C is for the child alone;
# a handler, other than an ignored signal, is not inherited.
trap : INT QUIT
"$@"
