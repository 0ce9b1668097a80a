// Stands in for CoreDNS on the tests' nodes: it says that it is alive and ready, and refuses every question.
package main

import (
	"log"
	"net"
	"net/http"
)

const refused = 5

func main() {
	ok := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	go func() { log.Fatal(http.ListenAndServe(":8080", ok)) }()
	go func() { log.Fatal(http.ListenAndServe(":8181", ok)) }()
	questions, err := net.ListenPacket("udp", ":53")
	if err != nil {
		log.Fatal(err)
	}
	message := make([]byte, 512)
	for {
		length, from, err := questions.ReadFrom(message)
		if err != nil || length < 12 {
			continue
		}
		message[2] |= 0x80
		message[3] = message[3]&0xf0 | refused
		questions.WriteTo(message[:length], from)
	}
}
