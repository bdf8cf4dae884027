package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// makeKeys makes an authority of which nobody has heard, and a certificate by it. The authority's key is not kept.
func makeKeys(folder, address string) error {
	authority := about("the tests' authority", 1)
	authority.IsCA, authority.BasicConstraintsValid, authority.KeyUsage = true, true, x509.KeyUsageCertSign
	signer, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	server := about("dex", 2)
	server.IPAddresses = []net.IP{net.ParseIP(address)}
	server.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	if err := writeCertificate(folder, "ca.crt", authority, authority, &signer.PublicKey, signer); err != nil {
		return err
	}
	if err := writeCertificate(folder, "tls.crt", server, authority, &key.PublicKey, signer); err != nil {
		return err
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return write(folder, "tls.key", "EC PRIVATE KEY", secret)
}

func writeCertificate(folder, file string, what, by *x509.Certificate, key *ecdsa.PublicKey, signer *ecdsa.PrivateKey) error {
	made, err := x509.CreateCertificate(rand.Reader, what, by, key, signer)
	if err != nil {
		return err
	}
	return write(folder, file, "CERTIFICATE", made)
}

func write(folder, file, kind string, content []byte) error {
	text := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content})
	return os.WriteFile(filepath.Join(folder, file), text, 0o600)
}

func about(name string, serial int64) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
	}
}
