package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// ownPeers are the rivals that this program plays itself, by name: how many
// arguments each wants, and what it does.
var ownPeers = map[string]struct {
	args int
	run  func(args []string) error
}{
	"csv":   {3, func(a []string) error { return csvPeer(a[0], a[1], a[2]) }},
	"join":  {5, func(a []string) error { return joinPeer(a[0], a[1], a[2], a[3], a[4]) }},
	"rows":  {1, func(a []string) error { return rowsPeer(a[0]) }},
	"board": {3, func(a []string) error { return boardPeer(a[0], a[1], a[2]) }},
}

// runPeer runs "bench peer NAME ARGS…". "count" is no rival: it tells what an
// output holds.
func runPeer(args []string, out io.Writer) error {
	if len(args) == 2 && args[0] == "count" {
		counts, err := countOutput(args[1])
		if err != nil {
			return err
		}
		return json.NewEncoder(out).Encode(counts)
	}
	if len(args) > 0 {
		if p, ok := ownPeers[args[0]]; ok && p.args == len(args)-1 {
			return p.run(args[1:])
		}
	}
	return fmt.Errorf("peer %q: unknown, or with another number of arguments", args)
}
