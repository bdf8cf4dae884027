// Command dex is Dex as the tests need it: in memory, with a password for jane@example.org, and a connector that logs in
// whoever comes as kilgore@kilgore.trout of the group authors.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/dexidp/dex/server"
	"github.com/dexidp/dex/storage"
	"github.com/dexidp/dex/storage/memory"
	"github.com/dexidp/dex/web"
	"golang.org/x/crypto/bcrypt"
)

func main() {
	issuer := flag.String("issuer", "", "https address by which everybody reaches it")
	listen := flag.String("listen", "", "address and port")
	keys := flag.String("keys", "", "folder of its certificate and key")
	address := flag.String("make-keys-for", "", "IP address for which to make the keys instead, and their authority ca.crt")
	clients := flag.String("clients", "[]", "JSON of Dex's staticClients")
	password := flag.String("password", "", "jane's")
	flag.Parse()
	if *address != "" {
		if err := makeKeys(*keys, *address); err != nil {
			panic(err)
		}
		return
	}
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	handler, err := dex(*issuer, *clients, *password, logger)
	if err == nil {
		err = http.ListenAndServeTLS(*listen, filepath.Join(*keys, "tls.crt"), filepath.Join(*keys, "tls.key"), handler)
	}
	logger.Error("ended", "error", err)
	os.Exit(1)
}

func dex(issuer, clients, password string, logger *slog.Logger) (http.Handler, error) {
	var known []storage.Client
	if err := json.Unmarshal([]byte(clients), &known); err != nil {
		return nil, err
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		return nil, err
	}
	store := storage.WithStaticClients(memory.New(logger), known)
	store = storage.WithStaticPasswords(store, []storage.Password{
		{Email: "jane@example.org", Hash: hash, Username: "Jane", UserID: "jane-1"},
	}, logger)
	store = storage.WithStaticConnectors(store, []storage.Connector{
		{ID: server.LocalConnector, Type: server.LocalConnector, Name: "Password"},
		{ID: "mock", Type: "mockCallback", Name: "Mock"},
	})
	return server.NewServer(context.Background(), server.Config{
		Issuer:               issuer,
		Storage:              store,
		SkipApprovalScreen:   true,
		IDTokensValidFor:     10 * time.Minute,
		AuthRequestsValidFor: 10 * time.Minute,
		Web:                  server.WebConfig{WebFS: web.FS()},
		Logger:               logger,
	})
}
