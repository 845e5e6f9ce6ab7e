package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"

	"github.com/spf13/cobra"
)

// rerunRecord makes the record of a manifest once more, from the files that it
// lists and with the options of its command line. It writes no file.
func rerunRecord(ctx context.Context, m *manifest, folder string, s streams) (manifestRecord, error) {
	if len(m.Command) == 0 {
		return manifestRecord{}, errors.New("command is empty")
	}
	in := &inputs{}
	defer in.close()
	for _, f := range m.Inputs {
		if err := openAgain(in, folder, f); err != nil {
			return manifestRecord{}, err
		}
	}
	day, err := time.Parse(time.DateOnly, m.AsOf)
	if err != nil {
		return manifestRecord{}, err
	}
	switch m.Command[0] {
	case "audit":
		return auditAgain(ctx, m, in, folder, day, s)
	case "report":
		return reportAgain(ctx, m.Command[1:], in, day, s)
	}
	return manifestRecord{}, fmt.Errorf("command %s is neither audit nor report", inventory.Quote(m.Command[0]))
}

// openAgain opens an input under the name that it had.
func openAgain(in *inputs, folder string, f manifestFile) error {
	if f.Path == "-" {
		return errors.New("an input was standard input, which was not kept")
	}
	file, err := findFile(folder, f)
	if err != nil {
		return openError(f.Path, err)
	}
	in.files = append(in.files, file)
	info, err := file.Stat()
	if err != nil {
		return openError(f.Path, err)
	}
	in.list = append(in.list, inventory.Input{Name: f.Named, Size: info.Size(), ReaderAt: file})
	return nil
}

func auditAgain(ctx context.Context, m *manifest, in *inputs, folder string, day time.Time, s streams) (manifestRecord, error) {
	cmd, f := auditCommand(s)
	job, err := jobAgain(cmd, m.Command[1:], &f.reportFlags, s)
	if err != nil {
		return manifestRecord{}, err
	}
	reading, err := f.options()
	if err != nil {
		return manifestRecord{}, err
	}
	rules, err := rulesAgain(ctx, m, f.ignore, folder)
	if err != nil {
		return manifestRecord{}, err
	}
	reading.Own = rules.file.Versions
	estate, err := inventory.Load(ctx, in.list, reading)
	if err != nil {
		return manifestRecord{}, err
	}
	job.meta.AsOf = day
	job.describe(estate, rules, givenOptions(cmd.Flags()))
	asListed(&job.meta, m)
	return recordOf(ctx, job, estateSource(estate, rules.Rules, startProgress(s.err, false)))
}

// asListed gives the files of a record the sizes and hashes that the manifest lists.
// Whether they are still true is said of each file: the record is to tell whether
// what was found in a changed file is still the same.
func asListed(meta *report.Meta, m *manifest) {
	for i := range meta.Files {
		meta.Files[i].Bytes, meta.Files[i].SHA256 = m.Inputs[i].Bytes, m.Inputs[i].SHA256
	}
	if meta.OwnMatrix != nil {
		meta.OwnMatrix.SHA256 = m.Matrix.Own.SHA256
	}
}

// rulesAgain reads the own matrix of the manifest, if it has one.
func rulesAgain(ctx context.Context, m *manifest, ignore []string, folder string) (ruleSet, error) {
	var rules ruleSet
	ignored, err := parseIgnored(ignore)
	if err != nil {
		return rules, err
	}
	if m.Matrix.Own != nil {
		in := &inputs{}
		defer in.close()
		if err := openAgain(in, folder, *m.Matrix.Own); err != nil {
			return rules, err
		}
		if rules, err = rulesOf(ctx, in.list[0]); err != nil {
			return rules, err
		}
	}
	rules.Ignore = ignored
	return rules, nil
}

func reportAgain(ctx context.Context, args []string, in *inputs, day time.Time, s streams) (manifestRecord, error) {
	cmd, f := reportCommand(s)
	job, err := jobAgain(cmd, args, f, s)
	if err != nil {
		return manifestRecord{}, err
	}
	saved, err := readResults(in)
	if err != nil {
		return manifestRecord{}, err
	}
	job.meta = savedMeta(saved.Meta, job.meta, cmd.Flags())
	job.meta.AsOf = day
	return recordOf(ctx, job, savedSource(saved.Result))
}

// jobAgain understands a recorded command line, as far as it shapes the record.
func jobAgain(cmd *cobra.Command, args []string, f *reportFlags, s streams) (*reportJob, error) {
	if err := cmd.ParseFlags(args); err != nil {
		return nil, err
	}
	f.width, f.color = 0, "never"
	meta, err := f.meta(s)
	return &reportJob{meta: meta}, err
}

// recordOf hashes the record of a job.
func recordOf(ctx context.Context, job *reportJob, findings source) (manifestRecord, error) {
	record := newRecordHash(job.meta)
	summary, err := findings(ctx, func(block []audit.Finding) error { return record.writer.Write(block) })
	if err != nil {
		return manifestRecord{}, err
	}
	return record.end(summary)
}
