package inventory

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"unsafe"
)

// keyOf names application, API, server and server version as understood.
func (w *Reader) keyOf(v *view) string {
	texts := w.j.understood(v)
	return w.key('k', texts[:]...)
}

// understood are application, API, server and server version as identities take them.
func (j *joiner) understood(v *view) [4]string {
	server := ""
	if v.target != nil {
		server = v.target.key
	}
	api, version := j.versionsUnderstood(v)
	return [...]string{v.naming.key, api, server, version}
}

// versionsUnderstood are those of API and server.
func (j *joiner) versionsUnderstood(v *view) (api, server string) {
	return j.words.texts[j.apiSaid(v).number], j.words.texts[j.versionSaid(v).number]
}

// keyLength is that of keys: a letter and 15 characters that no spreadsheet
// takes for a number.
const keyLength = 16

// lowerBase32 are the digits of base32 in lower case.
const lowerBase32 = "abcdefghijklmnopqrstuvwxyz234567"

// Keys are those that an estate gives a pair of these names and readings, of which
// none is contradictory: those are named by what their own row says.
func (p *Pair) Keys() (key, pairKey string) {
	var buf [keyLength]byte
	key = string(appendKey(buf[:0], 'k', p.ApplicationKey, understood(p.API), p.ServerKey, understood(p.ServerVersion)))
	return key, string(appendKey(buf[:0], 'p', p.ApplicationKey, p.ServerKey))
}

// Named reports whether the identities of application and server are such that an
// estate gives to these names: the id or the name of the application, folded; the name
// of the server, the full name that it is short for, or none. Identities are folded,
// too, as other versions of the program may have folded less.
func (p *Pair) Named() (application, server bool) {
	name, host := foldName(cmp.Or(p.ApplicationID, p.Application)), foldHost(p.Server)
	key := foldHost(p.ServerKey)
	return foldName(p.ApplicationKey) == name, p.ServerKey == "" || key == host || !strings.Contains(host, ".") && firstLabel(key) == host
}

// key names texts by a letter and a hash.
func (w *Reader) key(letter byte, texts ...string) string {
	if cap(w.keys)-len(w.keys) < keyLength {
		w.keys = make([]byte, 0, blockPairs*keyLength) // the old room stays with the strings that point into it
	}
	start := len(w.keys)
	w.keys = appendKey(w.keys, letter, texts...)
	return unsafe.String(&w.keys[start], keyLength) // the bytes are never written again
}

func appendKey(b []byte, letter byte, texts ...string) []byte {
	var buf [256]byte
	named := buf[:0]
	for _, t := range texts {
		named = append(append(named, t...), 0)
	}
	return appendHash(b, letter, named)
}

// appendHash appends the key of texts, behind each of which is a zero.
func appendHash(b []byte, letter byte, named []byte) []byte {
	sum := sha256.Sum256(named)
	b = append(b, letter)
	bits := binary.BigEndian.Uint64(sum[:]) // 12 digits of 5 bits, then 3 of the last 4 bits and the next bytes
	for shift := 59; shift >= 4; shift -= 5 {
		b = append(b, lowerBase32[bits>>shift&31])
	}
	bits = bits<<16 | uint64(sum[8])<<8 | uint64(sum[9])
	for shift := 15; shift >= 5; shift -= 5 {
		b = append(b, lowerBase32[bits>>shift&31])
	}
	return b
}
