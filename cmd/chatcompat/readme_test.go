package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chatcompat/samples"
)

var updateReadme = flag.Bool("update-readme", false, "write what the commands print into README.md")

// readmeBlock is a fenced block of README.md that runs a command: "$ chatcompat
// …", then what it prints.
type readmeBlock struct {
	command string
	want    string
}

// TestReadmeCommandsPrintWhatItSays runs every "$ chatcompat …" block of the
// README in a folder that holds the samples and the files that it shows.
func TestReadmeCommandsPrintWhatItSays(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(readme), "\r\n", "\n")
	blocks := readmeBlocks(text)
	if len(blocks) == 0 {
		t.Fatal("README.md runs no command")
	}
	t.Chdir(t.TempDir())
	t.Setenv("COLUMNS", "")
	for _, sample := range samples.Files() {
		if err := os.WriteFile(sample.Name, sample.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range readmeFiles(text) {
		if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range blocks {
		got := runLine(t, b.command)
		if got == b.want {
			continue
		}
		if *updateReadme {
			text = strings.Replace(text, "$ "+b.command+"\n"+b.want+"\n```", "$ "+b.command+"\n"+got+"\n```", 1)
			continue
		}
		t.Errorf("$ %s\nprints\n%s\nREADME.md says\n%s", b.command, got, b.want)
	}
	if *updateReadme {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// readmeFiles finds the fenced blocks that show a file: "csv NAME" opens them.
func readmeFiles(text string) map[string]string {
	files := map[string]string{}
	for _, fenced := range strings.Split(text, "\n```")[1:] {
		info, body, _ := strings.Cut(fenced, "\n")
		if name, ok := strings.CutPrefix(info, "csv "); ok {
			files[name] = body + "\n"
		}
	}
	return files
}

// readmeBlocks finds the fenced blocks that begin with a command of ours.
func readmeBlocks(text string) []readmeBlock {
	var blocks []readmeBlock
	for _, fenced := range strings.Split(text, "\n```")[1:] {
		_, body, _ := strings.Cut(fenced, "\n")
		if command, ok := strings.CutPrefix(body, "$ chatcompat "); ok {
			line, want, _ := strings.Cut(command, "\n")
			blocks = append(blocks, readmeBlock{"chatcompat " + line, strings.TrimRight(want, "\n")})
		}
	}
	return blocks
}

// runLine runs a command line without the shell; quotes group words.
func runLine(t *testing.T, line string) string {
	t.Helper()
	var out bytes.Buffer
	var args []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			args = append(args, part)
			continue
		}
		args = append(args, strings.Fields(part)...)
	}
	code := run(context.Background(), args[1:], streams{in: strings.NewReader(""), out: &out, err: &out})
	if code == exitUsage || code == exitFailed {
		t.Errorf("$ %s: exit code %d", line, code)
	}
	return strings.TrimRight(out.String(), "\n")
}
