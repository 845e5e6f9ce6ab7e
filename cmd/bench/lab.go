package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"chatcompat/cmd/bench/dataset"
)

//go:embed peers
var peerFiles embed.FS

// lab is where jobs are measured: programs, data, and room for outputs.
type lab struct {
	options
	log     io.Writer
	out     string // of what is written, made anew in dir
	self    string // this program, a rival of many
	plain   string // the table of plain.go
	matrix  string // the SQL of chatcompat
	missing []string
	remove  []string
}

// prepare finds or makes all that jobs have in common.
func (l *lab) prepare(ctx context.Context) (err error) {
	if l.rounds < 1 {
		return fmt.Errorf("-rounds %d: want 1 or more", l.rounds)
	}
	if l.self, err = os.Executable(); err != nil {
		return err
	}
	if err := l.prepareFolders(); err != nil {
		return err
	}
	if err := l.preparePeers(ctx); err != nil {
		return err
	}
	return l.prepareProgram(ctx)
}

// prepareFolders makes the folder of the data and that of the outputs.
func (l *lab) prepareFolders() (err error) {
	if l.dir == "" {
		if l.dir, err = os.MkdirTemp("", "chatcompat-bench-"); err != nil {
			return err
		}
		l.remove = append(l.remove, l.dir)
	}
	if l.dir, err = filepath.Abs(l.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(l.dir, 0o755); err != nil {
		return err
	}
	if l.out, err = os.MkdirTemp(l.dir, "out-"); err != nil {
		return err
	}
	l.remove = append(l.remove, l.out)
	return nil
}

// close removes what the run made, but for data in a folder of the user's.
func (l *lab) close() {
	for _, dir := range l.remove {
		if err := os.RemoveAll(dir); err != nil {
			fmt.Fprintln(l.log, "bench:", err)
		}
	}
}

// preparePeers writes the scripts of the rivals and installs what is asked for.
func (l *lab) preparePeers(ctx context.Context) error {
	if l.peers == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return err
		}
		l.peers = filepath.Join(cache, "chatcompat-bench")
	}
	var err error
	if l.peers, err = filepath.Abs(l.peers); err != nil {
		return err
	}
	if err := os.MkdirAll(l.peers, 0o755); err != nil {
		return err
	}
	scripts, err := peerFiles.ReadDir("peers")
	if err != nil {
		return err
	}
	for _, s := range scripts {
		data, err := peerFiles.ReadFile("peers/" + s.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(l.peers, s.Name()), data, 0o644); err != nil {
			return err
		}
	}
	if !l.install {
		return nil
	}
	npm := exec.CommandContext(ctx, "npm", "install", "--no-fund", "--no-audit", "@duckdb/node-api", "xlsx", "exceljs")
	npm.Dir, npm.Stdout, npm.Stderr = l.peers, l.log, l.log
	return npm.Run()
}

// prepareProgram finds or builds chatcompat, and has it write what rivals need.
func (l *lab) prepareProgram(ctx context.Context) (err error) {
	if l.chatcompat == "" {
		err = l.build(ctx)
	} else {
		l.chatcompat, err = filepath.Abs(l.chatcompat)
	}
	if err != nil {
		return err
	}
	l.plain = filepath.Join(l.out, "plain.csv")
	if err := writePlain(l.plain); err != nil {
		return err
	}
	sql, err := exec.CommandContext(ctx, l.chatcompat, "matrix", "-o", "sql", "--dialect", "duckdb").Output()
	l.matrix = string(sql)
	return err
}

// build builds chatcompat as it is released, without a C library, which takes its
// time at every start.
func (l *lab) build(ctx context.Context) error {
	l.chatcompat = filepath.Join(l.out, "chatcompat")
	if runtime.GOOS == "windows" {
		l.chatcompat += ".exe"
	}
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", l.chatcompat, "chatcompat/cmd/chatcompat")
	build.Stderr = l.log
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if err := build.Run(); err != nil {
		return fmt.Errorf("go build chatcompat: %w (from another folder say -chatcompat PROGRAM)", err)
	}
	return nil
}

// wants reports whether a job is to be measured.
func (l *lab) wants(j job) bool {
	return (!j.large || l.large) && strings.Contains(strings.ToLower(l.title(j)), strings.ToLower(l.only))
}

func (l *lab) rowsOf(s size) int { return max(l.rows*s.times/s.parts, dataset.MinRows) }

// title is the name of a job with its number of rows.
func (l *lab) title(j job) string {
	return strings.ReplaceAll(j.name, "{rows}", thousands(l.rowsOf(j.size)))
}

// data is the folder of an estate, which is generated in a process of its own:
// the memory of this one is the least that those which it starts are charged.
func (l *lab) data(ctx context.Context, s size) (string, error) {
	rows := l.rowsOf(s)
	dir := filepath.Join(l.dir, strconv.Itoa(rows))
	if _, err := os.Stat(filepath.Join(dir, factsName)); err == nil {
		return dir, nil
	}
	fmt.Fprintf(l.log, "generating %s rows\n", thousands(rows))
	args := []string{"-generate", "-rows", strconv.Itoa(rows), "-dir", dir}
	if s == tenfold {
		args = append(args, "pairs.csv")
		l.remove = append(l.remove, dir)
	}
	if output, err := exec.CommandContext(ctx, l.self, args...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("generating: %w: %s", err, output)
	}
	return dir, nil
}

const factsName = "facts.json"

// facts are what the data of a folder are known to hold.
type facts struct{ Pairs, Joined dataset.Facts }

// generate writes the named files of an estate, or all, and last what they hold.
func generate(rows int, dir string, names []string) error {
	if dir == "" {
		return errors.New("-generate writes into -dir FOLDER: say which")
	}
	e, err := dataset.New(rows)
	if err != nil {
		return err
	}
	if err := e.Write(dir, names...); err != nil {
		return err
	}
	if err := e.WriteHead(filepath.Join(dir, "ten.csv"), 10); err != nil {
		return err
	}
	data, err := json.MarshalIndent(facts{Pairs: e.Facts(), Joined: e.JoinedFacts()}, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, factsName), data, 0o644)
}

func readFacts(dir string) (f facts, err error) {
	data, err := os.ReadFile(filepath.Join(dir, factsName))
	if err != nil {
		return f, err
	}
	return f, json.Unmarshal(data, &f)
}
