package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"
)

// manifestSchema names the object of a manifest and the version of its keys.
const manifestSchema = "chatcompat/manifest/1"

// manifest is the proof of a run: what went in, what judged, what came out. Its
// paths are relative to its own folder, with slashes, where that can be said.
type manifest struct {
	Schema  string         `json:"schema"`
	Tool    manifestTool   `json:"tool"`
	AsOf    string         `json:"asOf"`
	Command []string       `json:"command"` // the arguments as typed
	Inputs  []manifestFile `json:"inputs"`
	Matrix  manifestMatrix `json:"matrix"`
	Record  manifestRecord `json:"record"`
	Outputs []manifestFile `json:"outputs"`
	Notes   []string       `json:"notes"`
}

type manifestTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// manifestFile is a file at the time of the run.
type manifestFile struct {
	Path   string `json:"path"`
	Named  string `json:"named"` // as the user named it
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// manifestMatrix is the built-in matrix, and the file of own rules beside it.
type manifestMatrix struct {
	Page   string        `json:"page"`
	SHA256 string        `json:"sha256"`
	Own    *manifestFile `json:"own"` // null where there is none
}

// manifestRecord is the hash of the complete record, which every verdict is
// part of and the version of the tool is not.
type manifestRecord struct {
	Pairs  int    `json:"pairs"`
	SHA256 string `json:"sha256"`
}

// newManifest begins a manifest with what does not depend on files.
func newManifest(meta report.Meta, command []string) manifest {
	return manifest{
		Schema: manifestSchema, Tool: manifestTool{"chatcompat", version}, AsOf: meta.AsOf.Format(time.DateOnly), Command: command,
		Inputs: []manifestFile{}, Outputs: []manifestFile{}, Notes: []string{},
		Matrix: manifestMatrix{Page: audit.Page.String(), SHA256: audit.MatrixSHA256()},
	}
}

// addInput lists an input with the hash of what was read.
func (m *manifest) addInput(folder string, f inventory.File) {
	file := manifestFile{Path: "-", Named: f.Path, Bytes: f.Bytes, SHA256: f.SHA256}
	if f.Path == "-" {
		m.Notes = append(m.Notes, "an input was standard input; nobody can read it again")
	} else {
		file.Path = relativePath(folder, f.Path)
	}
	m.Inputs = append(m.Inputs, file)
}

// relativePath is a path as seen from a folder, with slashes; where that cannot
// be said, on another drive, the absolute path.
func relativePath(folder, path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	if base, err := filepath.Abs(folder); err == nil {
		if rel, err := filepath.Rel(base, full); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(full)
}

func (m *manifest) encode() ([]byte, error) {
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(m)
	return data.Bytes(), err
}

func isSHA256(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }

// readManifest reads a manifest, or says what is wrong with it and where.
func readManifest(data []byte) (*manifest, error) {
	var m manifest
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return nil, errors.New("this is no manifest; want a file written with --manifest")
	}
	if err := json.Unmarshal(data, &m); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("line %d: the manifest is damaged: %w", 1+bytes.Count(data[:syntax.Offset], []byte("\n")), err)
		}
		return nil, fmt.Errorf("the manifest is damaged: %w", err)
	}
	switch {
	case m.Schema == "":
		return nil, errors.New(`this is no manifest: it has no key "schema"; want a file written with --manifest`)
	case m.Schema != manifestSchema:
		return nil, fmt.Errorf("schema is %s, this version reads %s", inventory.Quote(m.Schema), inventory.Quote(manifestSchema))
	case len(m.Inputs) == 0:
		return nil, errors.New("the manifest is damaged: inputs lists no file")
	case !isSHA256(m.Matrix.SHA256):
		return nil, fmt.Errorf("the manifest is damaged: matrix.sha256 is %s, want 64 hexadecimal digits", inventory.Quote(m.Matrix.SHA256))
	case !isSHA256(m.Record.SHA256):
		return nil, fmt.Errorf("the manifest is damaged: record.sha256 is %s, want 64 hexadecimal digits", inventory.Quote(m.Record.SHA256))
	}
	if _, err := time.Parse(time.DateOnly, m.AsOf); err != nil {
		return nil, fmt.Errorf("the manifest is damaged: asOf is %s, want a day such as 2026-11-23", inventory.Quote(m.AsOf))
	}
	if err := checkFiles("inputs", m.Inputs); err != nil {
		return nil, err
	}
	if m.Matrix.Own != nil {
		if err := checkFiles("matrix.own", []manifestFile{*m.Matrix.Own}); err != nil {
			return nil, err
		}
	}
	return &m, checkFiles("outputs", m.Outputs)
}

func checkFiles(list string, files []manifestFile) error {
	for i, f := range files {
		switch {
		case f.Path == "":
			return fmt.Errorf("the manifest is damaged: %s[%d].path is empty", list, i)
		case !isSHA256(f.SHA256):
			return fmt.Errorf("the manifest is damaged: %s[%d].sha256 is %s, want 64 hexadecimal digits", list, i, inventory.Quote(f.SHA256))
		}
	}
	return nil
}

// hashOf reads all of r.
func hashOf(r io.Reader) (bytes int64, sum string, err error) {
	h := sha256.New()
	bytes, err = io.Copy(h, r)
	return bytes, hex.EncodeToString(h.Sum(nil)), err
}
