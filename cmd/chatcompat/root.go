package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"chatcompat/inventory"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// version is the version of the tool: a part of every report, so it does not
// depend on how the program was built.
const version = "1.0.0"

// run is the whole program: arguments and streams in, exit code out.
func run(ctx context.Context, args []string, s streams) (code int) {
	defer func() {
		if value := recover(); value != nil {
			f, elsewhere := value.(fault)
			if !elsewhere {
				f = fault{value, debug.Stack()}
			}
			fmt.Fprintf(s.err, "chatcompat: internal fault, please report it: %v\n%s", f.value, f.stack)
			code = exitFailed
		}
	}()
	s.args = args
	help := &printer{Writer: s.out}
	root := newRoot(s, help)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if help.err != nil {
		err = writeError(standardOutput, help.err)
	}
	return finish(ctx, err, s.err)
}

// printer remembers the first error of a write, since cobra prints help
// without looking.
type printer struct {
	io.Writer
	err error
}

func (p *printer) Write(b []byte) (int, error) {
	n, err := p.Writer.Write(b)
	if p.err == nil {
		p.err = err
	}
	return n, err
}

// commands are the commands of the program. Where the command line begins with a
// name, no other one is made: that takes a thirtieth off the time of a short run.
var commands = []struct {
	name string
	make func(streams) *cobra.Command
}{
	{"audit", newAudit},
	{"inspect", newInspect},
	{"matrix", newMatrix},
	{"explain", newExplain},
	{"template", newTemplate},
	{"samples", newSamples},
	{"report", newReport},
	{"verify", newVerify},
	{"version", newVersion},
	{"exit-codes", newExitCodes},
}

// newRoot is the tree of commands, or as much of it as the command line asks for;
// help and completion scripts are printed on out.
func newRoot(s streams, out io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "chatcompat",
		Short: "Audit Persistent Chat and Group Chat applications against the servers they target",
		Long: `chatcompat reads inventories of Persistent Chat and Group Chat applications (CSV,
XLSX) and says for each pair of an application and a server whether the vendor
calls it compatible: Lync Server 2013, Lync Server 2010 and Office
Communications Server 2007 R2 side by side.

  chatcompat audit estate.xlsx                print what needs attention
  chatcompat audit estate.xlsx -o board.xlsx  write the workbook for the board
  chatcompat inspect estate.xlsx              show how the inventory is understood`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noSuchCommand("command"),
		// No command has one of its own, which would take this one's place.
		PersistentPreRunE: refuseEmptyValues,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.in)
	root.SetOut(out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(newHelp(root))
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), ".FlagUsages ", ".FlagUsagesWrapped 80 "))
	for _, c := range commands {
		if len(s.args) > 0 && s.args[0] == c.name {
			root.CompletionOptions.DisableDefaultCmd = true
			root.AddCommand(c.make(s))
			return root
		}
	}
	for _, c := range commands {
		root.AddCommand(c.make(s))
	}
	root.InitDefaultCompletionCmd()
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		completion.Args = noSuchCommand("shell")
		completion.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		for _, shell := range completion.Commands() {
			shell.Args = exactArgs(0, "no arguments")
		}
	}
	return root
}

// newHelp is the help command; cobra's own takes any word for a topic.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command or a topic",
		RunE: func(_ *cobra.Command, args []string) error {
			topic, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return noSuchCommand("command or topic")(topic, rest)
			}
			topic.InitDefaultHelpFlag()
			return topic.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			topic, _, err := root.Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return subcommands(topic), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// newExitCodes is a help topic: chatcompat help exit-codes.
func newExitCodes(streams) *cobra.Command {
	return &cobra.Command{Use: "exit-codes", Short: "What the exit codes mean", Long: exitCodesText()}
}

// noSuchCommand rejects what is none of a command's subcommands, with the nearest one.
func noSuchCommand(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		names := subcommands(cmd)
		if len(names) == 0 {
			return usagef("%s has no subcommand %q", cmd.CommandPath(), args[0])
		}
		return notOneOf(what, args[0], names)
	}
}

func subcommands(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// flagError explains a wrong flag with the flags that there are, or what its
// value should be.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		given := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			given = given[1:]
		}
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return notOneOf("flag", given, names)
	}
	e := &usageError{message: err.Error(), hint: fmt.Sprintf("See '%s --help'.", cmd.CommandPath())}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		want := "a whole number"
		if invalid.GetFlag().Value.Type() == "bool" {
			want = "true or false"
		}
		e.message = fmt.Sprintf("--%s %q: want %s", invalid.GetFlag().Name, invalid.GetValue(), want)
	}
	var missing *pflag.ValueRequiredError
	if errors.As(err, &missing) {
		what, _ := pflag.UnquoteUsage(missing.GetFlag())
		e.message = fmt.Sprintf("--%s: its value is missing: --%s %s", missing.GetFlag().Name, missing.GetFlag().Name, what)
	}
	return e
}

// notOneOf is the usage error for a word that is not in a list: what is
// allowed, and the nearest of it.
func notOneOf(what, word string, allowed []string) error {
	e := &usageError{message: fmt.Sprintf("unknown %s %q; allowed are %s", what, word, strings.Join(allowed, ", "))}
	if near := nearest(word, allowed); near != "" {
		e.hint = fmt.Sprintf("Did you mean %s?", near)
	}
	return e
}

// nearest is the allowed word with the fewest changes, if they are few.
func nearest(word string, allowed []string) string {
	if len(allowed) == 0 {
		return ""
	}
	distance := func(a string) int { return levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(a)) }
	best := slices.MinFunc(allowed, func(a, b string) int { return distance(a) - distance(b) })
	if d := distance(best); d > 3 || 2*d > len(word)+1 {
		return ""
	}
	return best
}

// exactArgs and minArgs are cobra's checks with a message that says what to type.
func exactArgs(n int, want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		message := fmt.Sprintf("%s wants %s", cmd.Name(), want)
		for i, arg := range args {
			message += []string{", not ", ", "}[min(i, 1)] + inventory.Quote(arg)
		}
		return &usageError{message: message, hint: "Usage: " + cmd.UseLine()}
	}
}

func minArgs(want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return &usageError{message: fmt.Sprintf("%s wants %s", cmd.Name(), want), hint: "Usage: " + cmd.UseLine()}
	}
}
