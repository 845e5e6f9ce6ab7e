package report

import (
	"bytes"
	"compress/gzip"
	"net/url"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// The objects of SARIF, as far as they are used.
type (
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Properties  map[string]any    `json:"properties"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID          string             `json:"id"`
		Name        string             `json:"name"`
		Short       sarifMessage       `json:"shortDescription"`
		Full        sarifMessage       `json:"fullDescription"`
		Help        sarifMessage       `json:"help"`
		HelpURI     string             `json:"helpUri,omitempty"`
		Defaults    sarifConfiguration `json:"defaultConfiguration"`
		PropertyBag map[string]any     `json:"properties"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location sarifArtifactLocation `json:"location"`
		Length   int64                 `json:"length"`
		Hashes   map[string]string     `json:"hashes"`
		Roles    []string              `json:"roles"`
	}
	sarifArtifactLocation struct {
		URI   string `json:"uri"`
		Index *int   `json:"index,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Kind         string            `json:"kind"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Properties   map[string]any    `json:"properties"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifMessage  `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifactLocation `json:"artifactLocation"`
		Region   *sarifRegion          `json:"region,omitempty"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
	sarifLogical struct {
		Name     string `json:"name"`
		FullName string `json:"fullyQualifiedName"`
		Kind     string `json:"kind"`
	}
)

func sarifArtifactOf(f inventory.File) sarifArtifact {
	a := sarifArtifact{Location: sarifArtifactLocation{URI: fileURI(f.Path)}, Length: f.Bytes, Roles: []string{"analysisTarget"}, Hashes: map[string]string{}}
	if f.SHA256 != "" {
		a.Hashes["sha-256"] = f.SHA256
	}
	return a
}

// sarifJSON is the JSON of a value, without a line end.
func sarifJSON(v any) ([]byte, error) {
	var data bytes.Buffer
	err := plainEncoder(&data).Encode(v)
	return bytes.TrimSuffix(data.Bytes(), []byte("\n")), err
}

// sarifText is a message in which brackets are no links and braces no
// placeholders, on one line and with everything visible.
func sarifText(s string) string { return sarifEscaper.Replace(visible(s)) }

var sarifEscaper = strings.NewReplacer("{", "{{", "}", "}}", "[", `\[`, "]", `\]`)

// fileURI is the reference to a file that was named by a path of Windows or
// Unix: relative where the path is, otherwise a file: URI.
func fileURI(path string) string {
	slashes := strings.ReplaceAll(path, `\`, "/")
	switch {
	case len(slashes) > 2 && slashes[1] == ':' && slashes[2] == '/' && isLetter(slashes[0]):
		return (&url.URL{Scheme: "file", Path: "/" + slashes}).String()
	case strings.HasPrefix(slashes, "//"):
		host, share, _ := strings.Cut(slashes[2:], "/")
		return (&url.URL{Scheme: "file", Host: host, Path: "/" + share}).String()
	case strings.HasPrefix(slashes, "/"):
		return (&url.URL{Scheme: "file", Path: slashes}).String()
	}
	return (&url.URL{Path: slashes}).String()
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// sarifKept are the results that are written: at most max, of more than that
// the most severe and of these the first.
type sarifKept struct {
	max     int
	dropped int
	count   int
	ranks   [len(sarifRanks)][]sarifLine // by rank, most severe first
}

// sarifLine is a result as JSON with its place among all.
type sarifLine struct {
	number int
	data   []byte
}

// takes reports whether one more result of a rank would be kept. If not, it counts
// as left out, and nobody has to render it.
func (k *sarifKept) takes(rank int) bool {
	if k.len() < k.max {
		return true
	}
	for _, milder := range k.ranks[rank+1:] {
		if len(milder) > 0 {
			return true
		}
	}
	k.count++
	k.dropped++
	return false
}

func (k *sarifKept) add(rank int, data []byte) {
	k.ranks[rank] = append(k.ranks[rank], sarifLine{k.count, data})
	k.count++
	if k.len() > k.max {
		k.shrink(k.max)
	}
}

func (k *sarifKept) len() int { return k.count - k.dropped }

// shrink leaves out the mildest and last until n remain.
func (k *sarifKept) shrink(n int) {
	for rank := len(k.ranks) - 1; rank >= 0 && k.len() > n; rank-- {
		lines := k.ranks[rank]
		out := min(len(lines), k.len()-n)
		clear(lines[len(lines)-out:])
		k.ranks[rank] = lines[:len(lines)-out]
		k.dropped += out
	}
}

// inOrder lists the results in input order.
func (k *sarifKept) inOrder() [][]byte {
	all := slices.Concat(k.ranks[:]...)
	slices.SortFunc(all, func(a, b sarifLine) int { return a.number - b.number })
	return each(all, func(l sarifLine) []byte { return l.data })
}

// gzipSize is how large a text is when compressed; of a small one, its own size.
func gzipSize(text []byte) int {
	if len(text) <= sarifMaxGzip {
		return len(text)
	}
	var size byteCounter
	z := gzip.NewWriter(&size)
	z.Write(text) // to a counter, which does not fail
	z.Close()
	return int(size)
}

type byteCounter int

func (c *byteCounter) Write(p []byte) (int, error) {
	*c += byteCounter(len(p))
	return len(p), nil
}
