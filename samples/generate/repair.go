package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// errorTexts are the error values by the number that Excel's ERROR.TYPE gives them.
var errorTexts = map[int]string{errRef: "#REF!", errNA: "#N/A"}

const (
	errRef = 4
	errNA  = 7
)

// excelize cannot set what these replace: the type of an error value, which it
// writes as text with the number that setCell gave it, and a sheet that has an
// autofilter without being filtered.
var (
	numberedError = regexp.MustCompile(` t="str">(<f>[^<]*</f>)<v>(\d+)</v>`)
	filterMode    = []byte(` filterMode="true"`)
)

// finish repairs the parts of a workbook and packs them in the order they had.
func finish(data []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, part := range in.File {
		content, err := readPart(part)
		if err != nil {
			return nil, err
		}
		w, err := out.Create(part.Name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(repair(content)); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func repair(part []byte) []byte {
	part = bytes.ReplaceAll(part, filterMode, nil)
	return numberedError.ReplaceAllFunc(part, func(cell []byte) []byte {
		m := numberedError.FindSubmatch(cell)
		number, _ := strconv.Atoi(string(m[2]))
		return fmt.Appendf(nil, ` t="e">%s<v>%s</v>`, m[1], errorTexts[number])
	})
}

func readPart(part *zip.File) (content []byte, err error) {
	r, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return io.ReadAll(r)
}
