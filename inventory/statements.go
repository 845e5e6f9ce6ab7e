package inventory

import (
	"strconv"
	"strings"
)

// claim is one product that a text names: with the generations that its name
// and year leave. An empty set is a name and a year that do not go together.
type claim struct {
	base       generations // of the name alone
	set        generations
	text       string // as folded: "lync server 2013"
	year       string // "" where none was given
	kind       kind   // platform, feature, codeName, assembly; unknownWord for a bare year
	documented bool
}

// stated reports whether the claim by itself fixes one generation.
func (c claim) stated() bool { return c.year != "" || c.kind == codeName }

// statements are what the tokens of a text say, sorted by the weight it has.
type statements struct {
	claims      []claim
	builds      []build
	borrowed    string      // the other product that lends a known build: "exchange"
	foreign     []build     // unknown builds with a known beginning: 4.0.7000.0
	ucma        generations // by UCMA or the SIP stack
	ucmaText    string
	loose       string // a number that may be many things: "4.0"
	bareRelease bool   // "R2" without a product
	badName     string // a product with a year or release that never was: "lync server 2031"
	clients     []string
	clientNamed bool // a client word stands right after the product
	clientBuild string
	others      []string // products that are no chat server
	unknown     []string // words and numbers that are set aside
	strange     []string // what may name another API, or a part of a server
	otherAPIs   []string // APIs that are no chat APIs
	purpose     string   // of the first of them
	chatAPI     bool     // a chat API is named in full, with nothing strange inside
	doubts      []string
	dated       bool
	ancestor    string
	seen        [otherProduct + 1]bool // kinds that occur
}

// hostWord stands for the name of a host among what is set aside.
const hostWord = "a host name"

// reader goes through the tokens and remembers which product a number belongs to.
type reader struct {
	statements
	owner    kind // of the last product; unknownWord before the first
	fresh    bool // nothing but fillers since the last product or its year
	taken    bool // a word since then takes the years after it
	pending  []string
	earlier  []string // years before the last other product, one of which is its own unless it has one in its name or behind it
	yearly   bool     // it has
	handed   bool     // such years are pending again, with the other product between them and the first claim
	datings  bool     // such a word stands before a pending year
	environs bool     // the lender is of kind environment
	lender   string   // the last other product, to which a build after it belongs; "" where that is an environment with a number of its own or words behind it
	beside   string   // the known word right before, of which a number may be the rest of a name: fe of fe01
	inMonth  bool
	counting bool
	stray    bool // the last token is a number of nobody
	dating   bool // the last token is a year that no product has taken
	chatOpen bool // nothing strange since the name of the chat feature
	apiOpen  bool // the same since a word for an API
	odd      bool // the last word is strange
}

// survey reads tokens from left to right. A number belongs to the product
// before it; a year before the first product belongs to that product if it has
// none of its own.
func survey(tokens []string) *statements {
	var r reader
	for i := 0; i < len(tokens); {
		token, n := tokens[i], 1
		switch {
		case token == dateToken:
			r.dated = true
		case token == hostToken:
			r.unknown, r.fresh = append(r.unknown, hostWord), false
		case strings.Contains(doubtMarks, token):
			r.doubts = append(r.doubts, token)
		case isRelease(token):
			r.release(token)
		case isNumber(token):
			r.number(token)
		default:
			var t entry
			t, n = lexicon().match(tokens[i:])
			r.word(t, strings.Join(tokens[i:i+n], " "))
		}
		i += n
	}
	r.settleYears()
	return &r.statements
}

func isRelease(token string) bool { return len(token) > 1 && token[0] == 'r' && isNumber(token[1:]) }

// word takes one term. A product becomes the owner of the numbers after it.
func (r *reader) word(t entry, text string) {
	r.seen[t.kind] = true
	r.counting, r.stray = t.kind == counter, false
	r.lend(t.kind, text)
	r.api(t.kind, text)
	r.date(t.kind)
	switch t.kind {
	case platform, feature, codeName, assembly:
		r.claims = append(r.claims, claim{base: t.generations, set: t.generations, text: text, kind: t.kind, documented: t.source != ""})
	case ucma, stack:
		r.ucmaText = text
	case otherAPI:
		if r.purpose == "" {
			r.purpose = t.purpose
		}
		r.otherAPIs, r.unknown = append(r.otherAPIs, text), append(r.unknown, text)
		r.owner, r.fresh, r.taken = otherAPI, false, false
		return
	case client:
		r.clients = append(r.clients, text)
		r.clientNamed = r.clientNamed || r.fresh
		if !strings.Contains(text, "communicator") && !strings.Contains(text, "model") {
			return // "lync client 2010": the year stays with Lync
		}
	case otherProduct, environment:
		r.others = append(r.others, text)
		r.earlier, r.pending, r.yearly = r.pending, nil, false // 2013 Exchange
		if endsInYear(text) {
			r.ownYear() // 2013 VS 2012
		}
		r.owner, r.fresh, r.taken = otherProduct, true, false
		return
	case ancestor:
		r.ancestor = text
		return
	case doubt:
		r.doubts = append(r.doubts, text)
		return
	case unknownWord, remark, machineWord:
		r.unknown = append(r.unknown, text)
		r.fresh = false
		return
	default:
		return
	}
	r.owner, r.fresh, r.taken = t.kind, true, false
}

// lend keeps to which product that is no chat server a build would belong, and
// of which word a number may be the rest. What software runs on gives a build up
// to what stands behind it: Windows Server 2012 R2, 5.0.8308.420.
func (r *reader) lend(k kind, text string) {
	switch k {
	case otherProduct, environment:
		if r.lender, r.environs = text, k == environment; endsInYear(text) {
			r.ownNumber()
		}
	case filler, buildWord:
	default:
		r.ownNumber()
	}
	if r.beside = ""; k == serverWord || k == role || k == description {
		r.beside = text
	}
}

// ownNumber ends what an environment lends.
func (r *reader) ownNumber() {
	if r.environs {
		r.lender = ""
	}
}

// date keeps what a word does to the years beside it.
func (r *reader) date(k kind) {
	if k == month && r.dating {
		r.dated, r.pending = true, r.pending[:len(r.pending)-1] // 2013 March
	}
	r.dating = false
	if k == buildWord || k == yearWord || k == part {
		r.taken = true
	}
	if k != filler && k != description && k != yearWord {
		r.inMonth = k == month
	}
}

// number sorts a number by its shape and by the product before it.
func (r *reader) number(token string) {
	year := withoutDecimals(token)
	counting, inMonth := r.counting, r.inMonth
	r.counting, r.dating = false, false
	if b, ok := parseBuild(token); ok && !(counting && !strings.Contains(token, ".")) {
		r.build(b)
		return
	}
	r.ownNumber()
	switch {
	case inMonth && isYear(year):
		r.dated, r.inMonth = true, false
	case counting, inMonth:
	case r.owner == otherProduct:
		r.otherYear(token, year)
	case r.owner == client:
	case r.owner == otherAPI && (yearTable[year] == 0 || len(r.claims) == 0):
	case r.owner == ucma, r.owner == stack:
		r.platformVersion(token)
	case r.owner == unknownWord && yearTable[year] != 0:
		r.pending, r.dating, r.datings = append(r.pending, year), true, r.datings || r.taken
	case r.owner != unknownWord && r.year(token, year):
	default:
		r.stray, r.fresh = true, false
		r.strayNumber(token)
	}
	r.beside = ""
}

// withoutDecimals is a number without decimals that are all zero: a spreadsheet
// shows 2013 as 2013.00 where a cell is formatted so.
func withoutDecimals(number string) string {
	whole, decimals, ok := strings.Cut(number, ".")
	if ok && decimals != "" && strings.Trim(decimals, "0") == "" {
		return whole
	}
	return number
}

// strayNumber keeps a number that no product takes.
func (r *reader) strayNumber(token string) {
	switch {
	case strings.Count(token, ".") >= 2:
		r.longNumber(token)
	case r.loose == "" && looseNumbers[withoutDecimals(token)] != "":
		r.loose = token
	case r.beside != "":
		name := r.beside + " " + token
		r.unknown, r.strange = append(r.unknown, name), append(r.strange, name)
	default:
		r.unknown = append(r.unknown, token)
	}
}

func appendIf(list []string, s string, ok bool) []string {
	if ok {
		return append(list, s)
	}
	return list
}

// platformVersion takes the version of UCMA or of its SIP stack: it hints at a
// generation and proves none.
func (r *reader) platformVersion(token string) {
	parts := strings.SplitN(token+".0", ".", 3)
	table := ucmaTable
	if r.owner == stack || strings.Count(token, ".") >= 2 {
		table = stackTable
	}
	if set := table[parts[0]+"."+parts[1]]; set != 0 {
		r.ucma, r.ucmaText = r.ucma|set, r.ucmaText+" "+token
	}
}

// build takes a known build, which belongs to UCMA where UCMA is named before it.
func (r *reader) build(b build) {
	if r.owner == ucma || r.owner == stack {
		r.ucma, r.ucmaText = r.ucma|b.set, r.ucmaText+" "+b.text
		return
	}
	if r.owner == otherProduct && r.lender != "" {
		r.borrowed = r.lender
	}
	r.builds = append(r.builds, b)
}

// longNumber takes a number of three or more parts that is no known build.
func (r *reader) longNumber(token string) {
	parts := strings.SplitN(token, ".", 4)
	major, minor := parts[0]+"."+parts[1], parts[2]
	third, err := strconv.Atoi(minor)
	switch set := stackTable[major]; {
	case parts[0] == "15" && parts[1] == "0" && err == nil && third >= 4000:
		r.clientBuild = token
	case set != 0:
		r.foreign = append(r.foreign, build{set, token})
	default:
		r.unknown = append(r.unknown, token)
	}
}
