package inventory_test

import (
	"testing"

	"chatcompat/inventory"
)

// TestNamedTakesIdentitiesOfOtherBuilds: earlier ones folded names less.
func TestNamedTakesIdentitiesOfOtherBuilds(t *testing.T) {
	for _, test := range []struct {
		pair                inventory.Pair
		application, server bool
	}{
		{inventory.Pair{Application: "Bot", ApplicationKey: "bot", Server: "S‑1", ServerKey: "s-1"}, true, true},
		{inventory.Pair{Application: "Bot", ApplicationKey: "bot", Server: "S‑1", ServerKey: "s‑1"}, true, true},
		{inventory.Pair{Application: "Bot", ApplicationKey: "bot", Server: "s–1", ServerKey: "s–1.x.example"}, true, true},
		{inventory.Pair{Application: "Ｂｏｔ", ApplicationKey: "ｂｏｔ", Server: "s1", ServerKey: "s1"}, true, true},
		{inventory.Pair{Application: "Bot", ApplicationID: "A-1", ApplicationKey: "a-1", Server: "s1"}, true, true},
		{inventory.Pair{Application: "Bot", ApplicationID: "A-1", ApplicationKey: "bot", Server: "s1", ServerKey: "s2"}, false, false},
		{inventory.Pair{Application: "Bot", ApplicationKey: "bot", Server: "s1.y.example", ServerKey: "s1.x.example"}, true, false},
	} {
		if application, server := test.pair.Named(); application != test.application || server != test.server {
			t.Errorf("%q on %q: %t, %t", test.pair.ApplicationKey, test.pair.ServerKey, application, server)
		}
	}
}
