package inventory

import (
	"strings"
	"testing"
	"unicode"
)

// FuzzPlainASCII: ASCII is made plain as any other text is.
func FuzzPlainASCII(f *testing.F) {
	for c := range 128 {
		f.Add("Lync" + string(rune(c)) + "Server (R) 2013")
	}
	f.Fuzz(func(t *testing.T, s string) {
		if isASCII(s) && foldRounds.Replace(strings.Map(plainByte, s)) != plainLetters(s) {
			t.Errorf("%q becomes %q, want %q", s, foldRounds.Replace(strings.Map(plainByte, s)), plainLetters(s))
		}
	})
}

// FuzzWordsArePlain: words without anything else are made plain as other texts are.
func FuzzWordsArePlain(f *testing.F) {
	for c := range 256 {
		f.Add("Lync" + string([]byte{byte(c)}) + "Server")
	}
	f.Add("PublicKeyToken")
	f.Fuzz(func(t *testing.T, s string) {
		if !isWords(s) {
			return
		}
		want := plainLetters(s)
		for i := range rewrites {
			want = rewrites[i].apply(want)
		}
		if got := plain(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	})
}

// FuzzRewriteGates: what the cheap look at a text leaves alone, no pattern matches.
func FuzzRewriteGates(f *testing.F) {
	for _, seed := range []string{
		"lync2013-fe01.contoso.com", "publickeytoken = 31bf3856ad364e35", "office.15", "2k7r2", "5,0,8308, 291", "2013-02-11t10:00:00z", "11.02.2013", "1/2/1999",
		"{0d1c6b4f-9a52-4d7b-8b5e-3f0c9d3f2a11}", "abcdefab-abcd-abcd-abcd-abcdefabcdef", "a1.b.cc", "a1.b-c.cc9.de", "20.1-2013", "lync server 2013 (5.0.8308.0)",
		"lync2013-fe01", "[lync2013fe1]", "é ocs2007r2-12.",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i := range rewrites {
			if r := &rewrites[i]; !r.may(s) && r.pattern().MatchString(s) {
				t.Errorf("%q matches %s and is left alone", s, r.pattern())
			}
		}
	})
}

// FuzzHeadersFoldAlike: a header of ASCII is folded as one with other letters is.
func FuzzHeadersFoldAlike(f *testing.F) {
	for c := range 128 {
		f.Add("Server" + string(rune(c)) + "VERSION 2")
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := foldHeader(s)+"e", foldHeader(s+"é"); isASCII(s) && got != want {
			t.Errorf("%q with an é behind it is %q, want %q", s, want, got)
		}
	})
}

// FuzzWordLen: words are measured alike whether they are ASCII or not.
func FuzzWordLen(f *testing.F) {
	for _, seed := range []string{"", "lync", "lync2013", "Zz[", "a`b", "straße 2", "früher", "é", "a\xff", "x\u0301"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := len(s) - len(strings.TrimLeftFunc(s, unicode.IsLetter))
		if got := wordLen(s); got != want {
			t.Errorf("%q begins with %d bytes of letters, want %d", s, got, want)
		}
	})
}
