package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// explainFlags are the flags of the explain command.
type explainFlags struct {
	ruleFlags
	from  string
	width int
	asOf  string
}

func newExplain(s streams) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain API SERVER | ID | --from RESULT.json KEY",
		Short: "Explain one pairing, one advisory, or one finding of a saved result",
		Long: `explain tells on one screen what holds for one pairing of an API and a server
version: the verdict, how the two names were recognised, what to do, what the
verdict rests on, the end of support, and the advisories that hold or could
hold. With the id of an advisory it tells that one. With --from it tells a
finding of a result that was saved with -o json, by its key.

The exit code is 5 if a name is not recognised and 0 otherwise, whatever the
verdict; 1 if the result cannot be read or has no finding of that key.`,
		Example: `  chatcompat explain "Lync Server 2010 Group Chat API" "Lync Server 2013"
  chatcompat explain group-chat-2010 5.0.8308.420 --matrix own-rules.csv
  chatcompat explain CC101
  chatcompat explain --from result.json kds3sx7eozhiio4j`,
		Args: minArgs("an API and a server version, the id of an advisory, or a key with --from"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.explain(cmd, args, s)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return advisoryIDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	f.add(cmd.Flags())
	return cmd
}

func (f *explainFlags) add(flags *pflag.FlagSet) {
	f.addMatrix(flags)
	flags.StringVar(&f.from, "from", "", "explain a finding of this saved `RESULT`")
	flags.IntVar(&f.width, "width", 0, "print no line wider than this many `COLUMNS` (default: the terminal)")
	flags.StringVar(&f.asOf, "as-of", "", "the day on which support is looked at: `YYYY-MM-DD` (default today; with --from that of the result)")
}

// explain finds out what is asked for and tells it.
func (f *explainFlags) explain(cmd *cobra.Command, args []string, s streams) error {
	terminal, err := plainTerminal(f.width, s)
	if err != nil {
		return err
	}
	asOf, err := parseDay(f.asOf)
	if err != nil {
		return err
	}
	switch {
	case f.from != "":
		return f.explainSaved(cmd.Context(), args, asOf, terminal, s)
	case len(args) == 1 && looksLikeID(args[0]):
		return f.explainAdvisory(args[0], terminal, s)
	case len(args) == 2:
		return f.explainPairing(cmd.Context(), args, asOf, terminal, s)
	}
	return &usageError{message: fmt.Sprintf("explain wants an API and a server version, not %q", strings.Join(args, " ")),
		hint: "Usage: " + cmd.UseLine() + "; put names of several words in quotes"}
}

// looksLikeID tells an id of an advisory from the name of an API.
func looksLikeID(arg string) bool {
	return len(arg) > 2 && len(arg) < 8 && strings.EqualFold(arg[:2], "cc") && strings.ContainsAny(arg, "0123456789")
}

// explainPairing judges a pair that only has versions.
func (f *explainFlags) explainPairing(ctx context.Context, names []string, asOf time.Time, terminal report.Terminal, s streams) error {
	rules, err := f.rules(ctx)
	if err != nil {
		return err
	}
	known := rules.file.Versions
	return sayExplanation(rules.Explain(known.ParseAPI(names[0]), known.ParseServerVersion(names[1])), asOf, terminal, s)
}

func sayExplanation(e audit.Explanation, asOf time.Time, terminal report.Terminal, s streams) error {
	if err := report.WriteExplanation(s.out, e, asOf, terminal); err != nil {
		return writeError(standardOutput, err)
	}
	if !e.API.Version.Known() || !e.ServerVersion.Version.Known() {
		return exitStatus(exitIncomplete)
	}
	return nil
}

func (f *explainFlags) explainAdvisory(id string, terminal report.Terminal, s streams) error {
	if f.matrix != "" {
		return usagef("--matrix: an advisory does not depend on own rules; explain an API and a server version with it")
	}
	a, err := findAdvisory(id)
	if err != nil {
		return err
	}
	return writeError(standardOutput, report.WriteAdvisory(s.out, a, terminal))
}

// explainSaved tells a finding of a saved result as it was judged then.
func (f *explainFlags) explainSaved(ctx context.Context, args []string, asOf time.Time, terminal report.Terminal, s streams) error {
	if f.matrix != "" {
		return usagef("--matrix: a saved finding is explained by the rules that it was judged by; leave out --matrix or --from")
	}
	if len(args) != 1 {
		return usagef("explain --from %s wants one key of a finding, not %d arguments", f.from, len(args))
	}
	in := &inputs{}
	defer in.close()
	if err := in.open(ctx, f.from); err != nil {
		return err
	}
	data, err := readInput(in.list[0])
	if err != nil {
		return err
	}
	result, err := readResult(f.from, data)
	if err != nil {
		return err
	}
	if f.asOf == "" {
		asOf = result.Meta.AsOf
	}
	for i := range result.Findings {
		if found := &result.Findings[i]; strings.EqualFold(found.Key, args[0]) {
			return sayExplanation(explainFinding(found, result.Meta), asOf, terminal, s)
		}
	}
	return fmt.Errorf("%s: none of its %d findings has the key %s; -o csv lists the keys", f.from, len(result.Findings), inventory.Quote(args[0]))
}

// explainFinding adds to a saved finding the advisories that hold or could hold,
// without those that were ignored.
func explainFinding(f *audit.Finding, meta report.Meta) audit.Explanation {
	rules := audit.RulesOf(meta.Overrides)
	for _, o := range meta.Options {
		if o.Name == "ignore" {
			rules.Ignore = strings.Split(o.Value, "; ")
		}
	}
	e := rules.ExplainPair(f.Pair)
	e.Finding = *f
	return e
}
