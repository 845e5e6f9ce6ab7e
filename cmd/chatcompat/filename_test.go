package main

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFileNamesAreSafeAndUnique(t *testing.T) {
	names := fileNames{}
	names.reserve("index")
	for _, test := range []struct{ text, want string }{
		{"Payments", "Payments"},
		{"PAYMENTS", "PAYMENTS (2)"},
		{"Payments ", "Payments (3)"},
		{"Index", "Index (2)"},
		{`..\evil`, "_evil"},
		{"../../etc/passwd", "_.._etc_passwd"},
		{"CON", "_CON"},
		{"nul.txt", "_nul.txt"},
		{"com1 .x", "_com1 .x"},
		{"LPT¹", "_LPT¹"},
		{"Console", "Console"},
		{"trailing...", "trailing"},
		{" . ", "unnamed"},
		{"", "unnamed (2)"},
		{"a:b|c?d*e", "a_b_c_d_e"},
		{"tab\there\nline", "tab_here_line"},
		{"\u202egpj.exe", "_gpj.exe"},
		{"bad\xffbytes", "bad_bytes"},
		{"Team 🚀", "Team 🚀"},
		{"Jose\u0301", "José"},
		{"José", "José (2)"},
		{"Straße", "Straße"},
		{"100% #1 [x]", "100_ _1 _x_"},
		{"~$lock", "$lock"},
		{"-rf", "rf"},
	} {
		if got := names.name(test.text); got != test.want {
			t.Errorf("name of %q is %q, want %q", test.text, got, test.want)
		}
	}
}

func FuzzFileNames(f *testing.F) {
	f.Add("CON", "con")
	f.Add(strings.Repeat("é", 300), strings.Repeat("É", 300))
	f.Add(strings.Repeat("x", 79)+". ", "🚀")
	f.Fuzz(func(t *testing.T, a, b string) {
		names := fileNames{}
		first, second := names.name(a), names.name(b)
		if strings.EqualFold(first, second) {
			t.Errorf("%q and %q are both %q", a, b, first)
		}
		for _, name := range []string{first, second} {
			if name == "" || len(name) > fileNameMost || !utf8.ValidString(name) || strings.ContainsAny(name, "<>:\"/\\|?*\x00\n") ||
				strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
				t.Errorf("name %q of %q, %q", name, a, b)
			}
		}
	})
}
