package org.muster.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.muster.cli.campaigns.CampaignCommands;
import org.muster.cli.files.FileCommands;
import org.muster.cli.files.OutputCommands;
import org.muster.cli.growth.ArchiveCommands;
import org.muster.cli.growth.GrowthCommand;
import org.muster.cli.inventory.InventoryCommands;
import org.muster.cli.jobs.EventCommands;
import org.muster.cli.jobs.JobCommands;
import org.muster.cli.matching.WhatIfCommand;
import org.muster.cli.matching.WhyNotCommand;
import org.muster.cli.proposals.ProposalCommands;
import org.muster.cli.requests.RequestCommands;
import org.muster.cli.session.LoginCommand;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.session.WhoamiCommand;
import org.muster.cli.shell.Shell;
import org.muster.cli.tasks.TaskCommands;
import org.muster.cli.text.Presentation;
import org.muster.cli.workflows.StageCommands;
import org.muster.cli.workflows.WorkflowCommands;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.SliceRef;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command line as a function; only {@link #main} knows the process it runs in. */
public final class MusterCli {
    private MusterCli() {}

    @Command(
            name = "muster",
            description = "Runs scientific production campaigns.",
            mixinStandardHelpOptions = true,
            versionProvider = BuiltVersion.class,
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Exit codes: 0 done, 1 refused, 2 wrong command line, 3 bad input, 4 not signed in, 5 no answer, 6 no such thing."
            })
    private static final class Root {}

    public static void main(String[] args) {
        Shell shell = processShell();
        System.exit(run(shell, List.of(), args));
    }

    /** The shell of this process. */
    public static Shell processShell() {
        return new Shell(
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                home(System.getenv()),
                Clock.systemUTC());
    }

    /** Where the user says to be at home; Java's own answer is the system's list of users. */
    static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home);
    }

    /**
     * Runs one command.
     *
     * @param more commands that somebody else brings, each an object with picocli's {@code @Command}
     */
    public static int run(Shell shell, List<Object> more, String... args) {
        Optional<String> unreadable = AsTyped.complaint(args);
        if (unreadable.isPresent()) {
            shell.err().println(unreadable.get());
            return ExitCode.BAD_INPUT;
        }
        CommandLine root = root(shell, asked(commands(shell, more), args));
        int code = root.execute(args);
        shell.out().flush();
        shell.err().flush();
        return code;
    }

    /** All commands, to be parsed or run. */
    public static CommandLine commandLine(Shell shell, List<Object> more) {
        return root(shell, commands(shell, more));
    }

    private static List<Object> commands(Shell shell, List<Object> more) {
        List<Object> commands = new ArrayList<>(more);
        commands.addAll(List.of(
                new LoginCommand(shell),
                new WhoamiCommand(shell),
                new RequestCommands(shell),
                new TaskCommands(),
                new CampaignCommands(),
                new WorkflowCommands(),
                new StageCommands(),
                new FileCommands(),
                new OutputCommands(),
                new JobCommands(),
                new EventCommands(),
                new ProposalCommands(),
                new InventoryCommands(),
                new GrowthCommand(shell),
                new ArchiveCommands(shell),
                new WhyNotCommand(shell),
                new WhatIfCommand(shell),
                new CompletionCommand(shell, () -> commandLine(shell, more))));
        return commands;
    }

    /** The one that is named first, or all: reading the annotations of all of them takes longer than most answers. */
    private static List<Object> asked(List<Object> commands, String... args) {
        List<Object> named = commands.stream()
                .filter(command -> args.length > 0 && isCalled(command, args[0]))
                .toList();
        return named.isEmpty() ? commands : named;
    }

    private static boolean isCalled(Object command, String name) {
        Command declared = command.getClass().getAnnotation(Command.class);
        return declared.name().equals(name) || List.of(declared.aliases()).contains(name);
    }

    private static CommandLine root(Shell shell, List<Object> commands) {
        IFactory factory = mixins(shell);
        CommandLine root = new CommandLine(new Root(), factory);
        for (Object command : commands) {
            root.addSubcommand(new CommandLine(command, factory));
        }
        root.addSubcommand(new HelpCommand());
        root.getSubcommands().values().stream().distinct().forEach(MusterCli::withHelp);
        register(root, CampaignId.class, CampaignId::parse);
        register(root, WorkflowId.class, WorkflowId::parse);
        register(root, StageRef.class, StageRef::parse);
        register(root, ProposalId.class, ProposalId::parse);
        register(root, SliceRef.class, SliceRef::parse);
        root.setOut(shell.out());
        root.setErr(shell.err());
        root.setCaseInsensitiveEnumValuesAllowed(true);
        // What begins with @ is text like any other, not the name of a file with more arguments.
        root.setExpandAtFiles(false);
        root.setUsageHelpAutoWidth(true);
        root.setExecutionExceptionHandler(new CommandErrors(shell.variable("MUSTER_DEBUG")));
        root.setParameterExceptionHandler(WrongCommandLine::explain);
        return root;
    }

    /** With what the value itself says against a text. */
    private static <T> void register(CommandLine root, Class<T> type, Function<String, T> parse) {
        root.registerConverter(type, text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        });
    }

    /** Every command understands --help; a group of commands named without one shows its help. */
    private static void withHelp(CommandLine command) {
        if (command.getCommand() instanceof HelpCommand) {
            return;
        }
        // Not the standard mixin: picocli would take its options for parameters of a command method.
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getSubcommands().values().stream().distinct().forEach(MusterCli::withHelp);
    }

    private static IFactory mixins(Shell shell) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == PlatformOptions.class) {
                    return type.cast(new PlatformOptions(shell));
                }
                if (type == Presentation.class) {
                    return type.cast(new Presentation(shell));
                }
                return CommandLine.defaultFactory().create(type);
            }
        };
    }
}
