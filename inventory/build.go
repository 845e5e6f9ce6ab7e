package inventory

import (
	"slices"
	"strconv"
	"strings"
)

// build is a build number and what it belongs to.
type build struct {
	set  generations
	text string
}

// parseBuild knows full builds (5.0.8308.420), base builds (5.0.8308) and the
// short forms (8308.420, 8308).
func parseBuild(token string) (build, bool) {
	parts := strings.Split(token, ".")
	short := len(parts) <= 2
	for _, row := range buildTable {
		want := []string{strconv.Itoa(row.major), strconv.Itoa(row.minor), strconv.Itoa(row.build)}
		if short {
			want = want[2:]
		}
		if len(parts) < len(want) || len(parts) > len(want)+1 || !slices.EqualFunc(parts[:len(want)], want, sameNumber) {
			continue
		}
		if short && row.major == 17 || short && len(parts) == 1 && row.build == 2046 {
			continue
		}
		b := build{row.generation, token}
		if row.generation == gen2019 && len(parts) > len(want) {
			if revision, err := strconv.Atoi(parts[len(want)]); err == nil && revision >= firstRevisionSE {
				b.set = genSE
			}
		}
		return b, true
	}
	return build{}, false
}

func sameNumber(a, b string) bool { return strings.TrimLeft(a, "0") == strings.TrimLeft(b, "0") }
