package main

import (
	"context"
	"os"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// ruleFlags are the flags that tell what pairs are judged by.
type ruleFlags struct {
	matrix string
	ignore []string
}

func (f *ruleFlags) add(cmd *cobra.Command) {
	f.addMatrix(cmd.Flags())
	cmd.Flags().StringSliceVar(&f.ignore, "ignore", nil, "hide the advisory with this `ID`, such as CC101 (repeatable)")
	completeBy(cmd, "ignore", cobra.FixedCompletions(advisoryIDs(), cobra.ShellCompDirectiveNoFileComp))
}

func (f *ruleFlags) addMatrix(flags *pflag.FlagSet) {
	flags.StringVar(&f.matrix, "matrix", "", "add the own rules of this `FILE` to the vendor's page: CSV or XLSX as matrix -o csv writes it")
}

// ruleSet is what pairs are judged by, and the file that own rules are from.
type ruleSet struct {
	audit.Rules
	file  inventory.OwnMatrix // the zero value where there is none
	bytes int64               // of the file
}

// describe takes over what reports say of own rules.
func (r ruleSet) describe(meta *report.Meta) {
	if r.file.Path == "" {
		return
	}
	meta.Overrides = r.Overrides()
	meta.OwnMatrix = &report.OwnMatrixFile{Path: r.file.Path, SHA256: r.file.SHA256}
}

// rules checks the flags and reads the own matrix. Whatever is wrong in it is a
// usage error that tells all of it; a file that cannot be read is none.
func (f *ruleFlags) rules(ctx context.Context) (ruleSet, error) {
	var set ruleSet
	ignored, err := parseIgnored(f.ignore)
	if err != nil {
		return set, err
	}
	if f.matrix != "" {
		if set, err = readRules(ctx, f.matrix); err != nil {
			return set, err
		}
	}
	set.Ignore = ignored
	return set, nil
}

// checkApart refuses an own matrix that is an inventory of the run, too, as with
// *.csv: its rules would be judged as pairs that nobody has.
func (f *ruleFlags) checkApart(inputPaths []string) error {
	info, err := os.Stat(f.matrix)
	if err != nil || !isInput(info, inputPaths) {
		return nil // a file that is not there is told where it is read
	}
	return usagef("--matrix %s: is among the inventories of this run, too; leave it out of them", f.matrix)
}

// parseIgnored gives the ids as the list of advisories has them.
func parseIgnored(ids []string) ([]string, error) {
	var ignored []string
	for _, id := range ids {
		a, err := findAdvisory(strings.TrimSpace(id))
		if err != nil {
			return nil, err
		}
		ignored = append(ignored, a.ID)
	}
	return ignored, nil
}

// findAdvisory finds an advisory by its id, in capital letters or not.
func findAdvisory(id string) (audit.Advisory, error) {
	if a, ok := audit.AdvisoryByID(id); ok {
		return a, nil
	}
	var ids []string
	for _, a := range audit.Advisories() {
		ids = append(ids, a.ID)
	}
	return audit.Advisory{}, notOneOf("advisory", id, ids)
}

func readRules(ctx context.Context, path string) (ruleSet, error) {
	if path == "-" {
		return ruleSet{}, usagef("--matrix -: own rules are read from a file; standard input may hold an inventory")
	}
	in := &inputs{}
	defer in.close()
	if err := in.open(ctx, path); err != nil {
		return ruleSet{}, err
	}
	return rulesOf(ctx, in.list[0])
}

// rulesOf reads an own matrix that is open.
func rulesOf(ctx context.Context, in inventory.Input) (ruleSet, error) {
	own, err := inventory.ReadOwnMatrix(ctx, in)
	if err != nil {
		return ruleSet{}, err
	}
	rules, err := audit.NewRules(own)
	return ruleSet{rules, *own, in.Size}, err
}
