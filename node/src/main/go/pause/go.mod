module hearth.dev/node/pause

go 1.25.0
