package main

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fileNames gives texts of an inventory names that every file system takes, no
// two alike: Windows and macOS compare names without case, macOS without regard
// to how accents are composed.
type fileNames map[string]bool

// fileNameMost bounds a name, in bytes: with folder and extension it stays
// under what Windows takes for a whole path.
const fileNameMost = 80

// devices are the names that Windows keeps for devices, with any extension:
// https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
var devices = []string{
	"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
	"COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
	"LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
}

// name gives the name of a file, without extension, for a text.
func (n fileNames) name(text string) string {
	base := safeFileName(text)
	name := base
	for i := 2; !n.reserve(name); i++ {
		suffix := " (" + strconv.Itoa(i) + ")"
		name = cutFileName(base, fileNameMost-len(suffix)) + suffix
	}
	return name
}

// reserve takes a name; false where it is taken.
func (n fileNames) reserve(name string) bool {
	key := strings.ToLower(strings.ToUpper(norm.NFC.String(name)))
	if n[key] {
		return false
	}
	n[key] = true
	return true
}

// safeFileName makes a text a file's name. Characters that a file system, a link
// or Excel takes for something else become underscores.
func safeFileName(text string) string {
	name := strings.Map(fileNameRune, norm.NFC.String(strings.ToValidUTF8(text, "_")))
	name = cutFileName(strings.TrimLeft(name, " .~-"), fileNameMost-1)
	if name == "" {
		return "unnamed"
	}
	stem, _, _ := strings.Cut(name, ".")
	if slices.Contains(devices, strings.ToUpper(strings.TrimRight(stem, " "))) {
		return "_" + name
	}
	return name
}

func fileNameRune(r rune) rune {
	switch {
	case strings.ContainsRune(`<>:"/\|?*#%[]`, r), r == unicode.ReplacementChar, !unicode.IsGraphic(r):
		return '_'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// cutFileName cuts a name to so many bytes, and off its end what Windows drops.
func cutFileName(name string, most int) string {
	if len(name) > most {
		name = strings.ToValidUTF8(name[:most], "")
	}
	return strings.TrimRight(name, " .")
}
