package inventory

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// TestTargetsOfPartsAreThoseOfAllRows names servers in so many ways that they are
// taken down in parts: one, two, with versions beside them, none, the same again.
func TestTargetsOfPartsAreThoseOfAllRows(t *testing.T) {
	const rows = 12_000
	var targets, servers strings.Builder
	targets.WriteString("Application,Server\r\n")
	servers.WriteString("Server,Pool,Version\r\n")
	cells := [...]string{"chat%[1]d.contoso.example", "chat%[1]d.contoso.example; chat%[2]d.contoso.example", "chat%[1]d.contoso.example (Lync Server 2010)",
		"#REF!%[1]d", "chat%[1]d.contoso.example; CHAT%[1]d.contoso.example"}
	pairs := 0
	for i := range rows {
		cell := fmt.Sprintf(cells[i%len(cells)], i, i+1)
		fmt.Fprintf(&targets, "bot %d,%s\r\n", i%7000, cell)
		if pairs++; i%len(cells) == 1 {
			pairs++
		}
		fmt.Fprintf(&servers, "chat%d.contoso.example,pool%d.contoso.example,%s\r\n", rows-i, i%5000, [...]string{"Lync Server 2013", "", "2010"}[i%3])
	}
	inputs := []Input{inputOf("targets.csv", []byte(targets.String())), inputOf("servers.csv", []byte(servers.String()))}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := ""
	for _, processors := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(processors)
		e, err := Load(context.Background(), inputs, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if e.Len() != pairs {
			t.Errorf("%d processors: %d pairs, want %d", processors, e.Len(), pairs)
		}
		if got := dump(e); want == "" {
			want = got
		} else if got != want {
			t.Errorf("%d processors find something else than one", processors)
		}
	}
}
