using BenchmarkDotNet.Running;
using Chronos.Bench;
using Chronos.Bench.Audit;
using Chronos.Bench.Journal;
using Chronos.Bench.Steady;

const string Usage = "usage: engine | sustained | stages | append | journal | steady | verify | replay | startup | bdn  [--rate N] [--seconds S] [--rounds N] [--data-dir DIR] "
    + "[--wait BusySpin|Yielding] [--ring N] [--only VARIANT] [--records N] [--tail N] [--no-pin] [--verify] [--json]";
try
{
    if (Machine.Objection() is { } objection)
    {
        Console.Error.WriteLine("refused: " + objection);
        return 3;
    }

    ReadOnlySpan<string> rest = args.AsSpan(Math.Min(1, args.Length));
    switch (args.FirstOrDefault())
    {
        case "engine":
            return EngineCommand.Run(BenchArguments.Parse(rest, defaultRounds: 2000));
        case "sustained":
            return SustainedCommand.Run(BenchArguments.Parse(rest, defaultRounds: 5));
        case "stages":
            return StagesCommand.Run();
        case "append":
            return AppendCommand.Run(BenchArguments.Parse(rest, defaultRounds: 1000));
        case "journal":
            return JournalCommand.Run(BenchArguments.Parse(rest, defaultRounds: 25));
        case "steady":
            return SteadyCommand.Run(BenchArguments.Parse(rest, defaultRounds: 1));
        case "verify":
            return VerifyCommand.Run(BenchArguments.Parse(rest, defaultRounds: 9, defaultRecords: 2_000_000));
        case "replay":
            return ReplayCommand.Run(BenchArguments.Parse(rest, defaultRounds: 3, defaultRecords: 6_000_000));
        case "startup":
            return StartupCommand.Run(BenchArguments.Parse(rest, defaultRounds: 3));
        case "bdn":
            BenchmarkSwitcher.FromAssembly(typeof(BenchPolicy).Assembly).Run(rest.ToArray(), new BdnConfig());
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"{e.Message}; {Usage}");
    return 2;
}
