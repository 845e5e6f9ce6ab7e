package audit

import (
	"fmt"
	"strings"

	"chatcompat/inventory"
)

// tallied is what a check has seen so far.
type tallied struct {
	fired    bool
	subjects []string
	named    map[string]struct{} // subjects, to name each once
	applies  places              // of findings
	unnamed  int                 // subjects that are counted and not listed
	unsaid   silence
	nowhere  int // pairs without a server that leave an answer open
	unpaired int // servers without a pair of which nobody says what a check asks
}

// silence counts how often nobody says what a check asks, by what that is.
type silence [len(silences)]int

// add counts what an answer leaves unsaid of so many.
func (s *silence) add(a answer, many int) {
	for n, one := range silences {
		if a&one != 0 {
			s[n] += many
		}
	}
}

// join adds what was counted elsewhere.
func (s *silence) join(more silence) {
	for n := range s {
		s[n] += more[n]
	}
}

func (t *tallied) note(subject string, applies places) {
	t.fired = true
	t.applies.add(applies)
	t.name(subject)
}

func (t *tallied) name(subject string) {
	if _, known := t.named[subject]; known || subject == "" {
		return
	}
	if t.named == nil {
		t.named = map[string]struct{}{}
	}
	t.named[subject] = struct{}{}
	t.subjects = append(t.subjects, subject)
}

// silence says where the inventory says nothing; "" where it says all.
func (c *check) silence(t *tallied) string {
	lacks := [len(silences)]string{"a value in " + c.needed(), "a value in " + inventory.FieldUCMA.Key(), "a value in " + inventory.FieldAPI.Key(),
		"a value in " + inventory.FieldServerVersion.Key(), "a column of the matrix"}
	var clauses []string
	for n, many := range t.unsaid {
		if many > 0 {
			clauses = append(clauses, fmt.Sprintf("%s for %d %s", lacks[n], many, plural(c.asks(), many)))
		}
	}
	if t.unpaired > 0 {
		clauses = append(clauses, fmt.Sprintf("%s for %d %s", lacks[0], t.unpaired, plural("server", t.unpaired)))
	}
	if t.nowhere > 0 {
		clauses = append(clauses, fmt.Sprintf("a server for %d %s", t.nowhere, plural("pair", t.nowhere)))
	}
	return strings.Join(clauses, ", ")
}

// asks is what a check asks, in words.
func (c *check) asks() string {
	switch {
	case c.pair != nil || c.machines:
		return "pair"
	case c.application != nil:
		return "application"
	}
	return "server"
}

func plural(what string, many int) string {
	if many > 1 {
		what += "s"
	}
	return what
}
