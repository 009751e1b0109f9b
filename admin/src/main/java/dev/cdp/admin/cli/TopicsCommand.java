package dev.cdp.admin.cli;

import dev.cdp.admin.kafka.TopicSetup;
import dev.cdp.contract.KafkaAccess;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "topics", description = "Makes the Kafka topics that are missing. Safe to repeat.")
final class TopicsCommand implements Runnable {
    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--partitions",
            required = true,
            paramLabel = "N",
            description = "Of each topic of events; deploy/SIZING.md says how many.")
    private int partitions;

    @Option(
            names = "--replicas",
            defaultValue = "3",
            paramLabel = "N",
            description = "Brokers that hold each record; 1 on a single broker. Default: ${DEFAULT-VALUE}")
    private short replicas;

    @Override
    public void run() {
        if (partitions < 1 || replicas < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions and --replicas are at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        new TopicSetup(KafkaAccess.of(root.environment()))
                .create(partitions, replicas)
                .forEach(topic -> out.printf(
                        "%-16s %4d partition%s %s%n",
                        topic.name(),
                        topic.partitions(),
                        topic.partitions() == 1 ? " " : "s",
                        topic.created() ? "created" : "was there"));
        out.flush();
    }
}
