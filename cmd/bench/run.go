package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// sample is one run of a program.
type sample struct {
	wall, cpu time.Duration
	peak      int64 // bytes of memory; 0 where the system does not tell
}

// measured is a program and its samples, one a round.
type measured struct {
	rival
	samples []sample
	checked bool
	bytes   int64  // written
	note    string // of the check
}

// result is a job that was measured.
type result struct {
	job
	title  string
	input  int64 // bytes
	ours   measured
	rivals []measured
}

// runAll measures the jobs that are wanted, up to one that fails.
func (l *lab) runAll(ctx context.Context) (results []result, err error) {
	for _, j := range jobs {
		if !l.wants(j) {
			continue
		}
		r, err := l.run(ctx, j)
		if err != nil {
			return results, fmt.Errorf("%s: %w", l.title(j), err)
		}
		results = append(results, r)
	}
	return results, nil
}

// run measures a job: chatcompat and its rivals in turns, round by round.
func (l *lab) run(ctx context.Context, j job) (result, error) {
	r := result{job: j, title: l.title(j), ours: measured{rival: rival{name: "chatcompat", args: j.ours, says: j.says}}}
	b, err := l.bench(ctx, j)
	if err != nil {
		return r, err
	}
	for _, path := range b.in {
		info, err := os.Stat(path)
		if err != nil {
			return r, err
		}
		r.input += info.Size()
	}
	for _, candidate := range j.rivals {
		if l.installed(ctx, candidate) {
			r.rivals = append(r.rivals, measured{rival: candidate})
		}
	}
	if j.proof != "" {
		proof := measured{rival: rival{name: "chatcompat", args: j.proof, says: eachPair}}
		if err := b.turn(ctx, 0, &proof); err != nil {
			return r, err
		}
	}
	rounds := l.rounds * max(j.times, 1)
	for round := range rounds + 1 {
		fmt.Fprintf(l.log, "%s: round %d of %d\n", r.title, round, rounds)
		if err := b.round(ctx, round, &r); err != nil {
			return r, err
		}
	}
	return r, b.clear()
}

// installed reports whether a rival can take part; one that cannot is listed.
func (l *lab) installed(ctx context.Context, r rival) bool {
	program := strings.Fields(r.args)[0]
	if program == "{python}" {
		program = l.python
	}
	err := error(nil)
	if !strings.HasPrefix(program, "{") {
		_, err = exec.LookPath(program)
	}
	if module, ok := strings.CutPrefix(r.needs, "python:"); ok && err == nil {
		err = exec.CommandContext(ctx, program, "-c", "import "+module).Run()
	} else if r.needs != "" && err == nil {
		_, err = os.Stat(filepath.Join(l.peers, "node_modules", filepath.FromSlash(r.needs)))
	}
	if err != nil {
		l.missing = append(l.missing, r.name)
	}
	return err == nil
}

// bench is what a job needs: its files, and what words stand for.
type bench struct {
	*lab
	in    []string
	words map[string]string
	check checker
}

func (l *lab) bench(ctx context.Context, j job) (*bench, error) {
	dir, err := l.data(ctx, j.size)
	if err != nil {
		return nil, err
	}
	b := &bench{lab: l}
	if j.large { // its rival works on the data of that size
		if _, err := l.data(ctx, whole); err != nil {
			return nil, err
		}
	}
	if b.check, err = newChecker(l, dir, len(j.in) > 1); err != nil {
		return nil, err
	}
	for _, name := range j.in {
		b.in = append(b.in, filepath.Join(dir, name))
	}
	b.setWords(j, dir)
	return b, nil
}

// setWords gives the words of command lines and scripts their values. Data is
// the folder of the inputs.
func (b *bench) setWords(j job, data string) {
	ext := cmp.Or(j.ext, ".csv")
	b.words = map[string]string{
		"{chatcompat}": b.chatcompat,
		"{self}":       b.self,
		"{python}":     b.python,
		"{peers}":      b.peers,
		"{plain}":      b.plain,
		"{matrix}":     b.matrix,
		"{null}":       os.DevNull,
		"{data}":       data,
		"{whole}":      filepath.Join(b.dir, strconv.Itoa(b.rows)),
		"{ours}":       filepath.Join(b.out, "ours"+ext),
		"{out}":        filepath.Join(b.out, "rival"+ext),
		"{script}":     filepath.Join(b.out, "script"),
	}
	for i, path := range b.in {
		b.words[fmt.Sprintf("{in%d}", i)] = path
	}
}

// round lets everybody who takes part in a round work once. Round 0 warms up:
// it is not counted, but what is written in it is checked.
func (b *bench) round(ctx context.Context, round int, r *result) error {
	rivalOut := b.words["{out}"]
	b.words["{out}"] = b.words["{ours}"]
	err := b.turn(ctx, round, &r.ours)
	b.words["{out}"] = rivalOut
	if err != nil {
		return err
	}
	for i := range r.rivals {
		m := &r.rivals[i]
		if m.rounds > 0 && round > m.rounds || m.rounds == 1 && round == 0 {
			continue
		}
		if err := b.turn(ctx, round, m); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) turn(ctx context.Context, round int, m *measured) error {
	s, err := b.once(ctx, m.rival)
	if err != nil {
		return fmt.Errorf("%s: %w", m.name, err)
	}
	if round > 0 {
		m.samples = append(m.samples, s)
	}
	if m.checked {
		return nil
	}
	m.checked = true
	if info, err := os.Stat(b.words["{out}"]); err == nil {
		m.bytes = info.Size()
	}
	if m.note, err = b.check.check(ctx, b.words["{out}"], m.says); err != nil {
		return fmt.Errorf("%s: %w", m.name, err)
	}
	return nil
}

// once runs a program and measures it.
func (b *bench) once(ctx context.Context, r rival) (sample, error) {
	if err := os.RemoveAll(b.words["{out}"]); err != nil {
		return sample{}, err
	}
	if err := b.writeScript(r.script); err != nil {
		return sample{}, err
	}
	args, target := b.command(r.args)
	stdout, err := os.Create(target)
	if err != nil {
		return sample{}, err
	}
	defer stdout.Close()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.Dir = stdout, &stderr, b.out
	if args[0] == b.chatcompat {
		cmd.Env = append(os.Environ(), nowhere...)
	}
	start := time.Now()
	err = cmd.Run()
	s := sample{wall: time.Since(start)}
	if err != nil {
		return s, fmt.Errorf("%s: %w: %.500s", strings.Join(args, " "), err, stderr.String())
	}
	s.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	s.peak = peakOf(cmd.ProcessState)
	return s, nil
}

// nowhere makes the folder of temporary files one that is not there: chatcompat
// is to fail rather than make one.
var nowhere = []string{"TMPDIR=no-such-folder", "TMP=no-such-folder", "TEMP=no-such-folder"}

// command fills in the words of a command line, and tells where its standard
// output goes.
func (b *bench) command(line string) (args []string, stdout string) {
	stdout = os.DevNull
	fields := strings.Fields(line)
	for i, field := range fields {
		switch field {
		case "{in}":
			args = append(args, b.in...)
		case ">":
			return args, b.fill(fields[i+1])
		default:
			args = append(args, b.fill(field))
		}
	}
	return args, stdout
}

func (b *bench) fill(text string) string {
	for word, value := range b.words {
		text = strings.ReplaceAll(text, word, value)
	}
	return text
}

// writeScript writes a script of peers with its words filled in, paths with
// slashes, as SQL programs read them on every system.
func (b *bench) writeScript(name string) error {
	if name == "" {
		return nil
	}
	text, err := peerFiles.ReadFile("peers/" + name)
	if err != nil {
		return err
	}
	filled := string(text)
	for word, value := range b.words {
		if word != "{matrix}" {
			value = filepath.ToSlash(value)
		}
		filled = strings.ReplaceAll(filled, word, value)
	}
	return os.WriteFile(b.words["{script}"], []byte(filled), 0o644)
}

// clear makes room for the next job.
func (b *bench) clear() error {
	for _, word := range []string{"{ours}", "{out}"} {
		if err := os.RemoveAll(b.words[word]); err != nil {
			return err
		}
	}
	return nil
}
