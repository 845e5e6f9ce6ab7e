package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"chatcompat/audit"
)

// unknownMembers are the members of a saved result that this version does not
// know: a newer one wrote them. They are written again where they stood. The
// nil pointer has none.
type unknownMembers struct {
	known    map[string]json.RawMessage // known top-level members with unknown ones inside, as read
	top      []member                   // unknown top-level members, by key
	findings map[string]json.RawMessage // findings with unknown members, as read, by findingID
}

// findingID tells the findings of one result apart.
func findingID(f *audit.Finding) string { return f.Key + "\x00" + f.At.String() }

// renameFinding keeps the members of a finding whose place is named anew.
func (u *unknownMembers) renameFinding(from, to string) {
	if u == nil || from == to {
		return
	}
	if raw, ok := u.findings[from]; ok {
		delete(u.findings, from)
		u.findings[to] = raw
	}
}

// further lists the unknown top-level members.
func (u *unknownMembers) further() []member {
	if u == nil {
		return nil
	}
	return u.top
}

// addToMember completes a known top-level member.
func (u *unknownMembers) addToMember(key string, written []byte) []byte {
	if u == nil {
		return written
	}
	return overlay(written, u.known[key])
}

// addToFinding completes a finding.
func (u *unknownMembers) addToFinding(f *audit.Finding, written []byte) []byte {
	if u == nil || len(u.findings) == 0 {
		return written
	}
	return overlay(written, u.findings[findingID(f)])
}

// overlay adds to the JSON value written what only the value read has: members
// of objects, at any depth, and the elements of a list that is empty in written.
// Lists of the same length are overlaid element by element. Where there is
// nothing to add, written comes back as it is.
func overlay(written, read []byte) []byte {
	if len(read) == 0 || bytes.Equal(written, read) {
		return written
	}
	switch {
	case written[0] == '{' && read[0] == '{':
		return overlayObject(written, read)
	case bytes.Equal(written, []byte("[]")) && read[0] == '[':
		return compactJSON(read)
	case written[0] == '[' && read[0] == '[':
		return overlayList(written, read)
	}
	return written
}

func overlayObject(written, read []byte) []byte {
	ours, theirs := members(written), members(read)
	changed := false
	var merged bytes.Buffer
	merged.WriteByte('{')
	for _, m := range ours {
		value := overlay(m.value, find(theirs, m.key))
		changed = changed || !bytes.Equal(value, m.value)
		writeMember(&merged, m.key, value)
	}
	for _, m := range theirs {
		if find(ours, m.key) == nil {
			changed = true
			writeMember(&merged, m.key, compactJSON(m.value))
		}
	}
	merged.WriteByte('}')
	if !changed {
		return written
	}
	return merged.Bytes()
}

func overlayList(written, read []byte) []byte {
	var ours, theirs []json.RawMessage
	if json.Unmarshal(written, &ours) != nil || json.Unmarshal(read, &theirs) != nil || len(ours) != len(theirs) {
		return written
	}
	changed := false
	for i := range ours {
		value := overlay(ours[i], theirs[i])
		changed = changed || !bytes.Equal(value, ours[i])
		ours[i] = value
	}
	if !changed {
		return written
	}
	return append(append([]byte("["), bytes.Join(asBytes(ours), []byte(","))...), ']')
}

func asBytes(list []json.RawMessage) [][]byte {
	return each(list, func(raw json.RawMessage) []byte { return raw })
}

// rawMember is a member of an object as it stands there.
type rawMember struct {
	key   string
	value json.RawMessage
}

// members lists the members of an object in their order; of anything else, none.
func members(object []byte) []rawMember {
	decoder := json.NewDecoder(bytes.NewReader(object))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil
	}
	var list []rawMember
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return list
		}
		var value json.RawMessage
		if decoder.Decode(&value) != nil {
			return list
		}
		list = append(list, rawMember{key.(string), value})
	}
	return list
}

func find(list []rawMember, key string) json.RawMessage {
	for _, m := range list {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

func writeMember(out *bytes.Buffer, key string, value []byte) {
	if out.Len() > 1 {
		out.WriteByte(',')
	}
	plainEncoder(out).Encode(key)
	out.Truncate(out.Len() - 1)
	out.WriteByte(':')
	out.Write(value)
}

// compactJSON takes the white space between tokens out of a valid value.
func compactJSON(value []byte) []byte {
	var compact bytes.Buffer
	if json.Compact(&compact, value) != nil {
		return value
	}
	return compact.Bytes()
}

// sortMembers orders unknown members by key, so that they are written the same
// way wherever they stood.
func sortMembers(list []member) {
	slices.SortFunc(list, func(a, b member) int { return strings.Compare(a.key, b.key) })
}
