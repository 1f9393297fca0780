using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Journal;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Crash;

/// <summary>
/// The engine is killed by SIGKILL at random moments and started again on what it left behind: no order that has left
/// the process is ever missing from the journal, and the journal always replays.
/// </summary>
[Trait("Category", "Crash")]
public class KillNineTests(ITestOutputHelper output)
{
    private const int Journals = 3;
    private const int KillsAJournal = 4;
    private const int FirstOrderMillisMax = 15_000;

    [Fact]
    public void KeepsEveryOrderThatLeftUnderDurabilityProcess() => KillAgainAndAgain(Durability.Process, losesRing: false);

    [Fact]
    public void KeepsEveryOrderThatLeftUnderDurabilityDisk() => KillAgainAndAgain(Durability.Disk, losesRing: false);

    [Fact]
    public void KeepsEveryOrderThatLeftWhenTheRingIsLostUnderDurabilityDisk() =>
        KillAgainAndAgain(Durability.Disk, losesRing: true);

    [Theory]
    [InlineData(Durability.Process)]
    [InlineData(Durability.Disk)]
    public void ClosesTheJournalCleanlyOnTerminate(Durability durability)
    {
        using var journal = new KilledJournal(durability);
        using (var engine = EngineProcess.Run(journal.Options))
        {
            Assert.True(engine.WaitForOrders(100, FirstOrderMillisMax), "the engine stopped by itself");
            Assert.Equal(0, engine.Terminate());
            Assert.Equal("", engine.Errors);
        }

        Assert.Equal(RecoveryVerdict.Clean, journal.Inspect());
        var report = journal.RecoverAndReplay();
        Assert.Equal(1, report.StateHashesConfirmed);
    }

    private void KillAgainAndAgain(Durability durability, bool losesRing)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var j = 0; j < Journals; j++)
        {
            using var journal = new KilledJournal(durability);
            for (var kill = 0; kill < KillsAJournal; kill++)
            {
                var verdict = RunAndKill(journal, random, isFirst: kill == 0);
                if (losesRing)
                {
                    journal.LoseRing();
                }

                // Otherwise the next engine recovers by itself what this one left.
                if (losesRing || random.Next(2) == 0)
                {
                    journal.RecoverAndReplay();
                }

                output.WriteLine($"journal {j}, kill {kill}: {verdict}, {journal.OrdersLeft} orders left so far");
            }

            var report = journal.RecoverAndReplay();
            var elsewhere = EngineProcess.Hash(journal.Options.DataDirectory);
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{report.Records} {report.StateHash}"), elsewhere);
            output.WriteLine($"journal {j}: {report.Records} records, {report.SealsRecomputed} seals, state {report.StateHash[..16]}");
            Assert.NotEqual(0, journal.OrdersLeft);
        }
    }

    /// <summary>
    /// One life. Most are ended after a number of orders, some at a moment of the start, while the engine recovers.
    /// </summary>
    private static RecoveryVerdict RunAndKill(KilledJournal journal, Random random, bool isFirst)
    {
        using var engine = EngineProcess.Run(journal.Options);
        var clock = Stopwatch.StartNew();
        if (isFirst || random.Next(3) != 0)
        {
            Assert.True(engine.WaitForOrders(random.Next(1, 1500), FirstOrderMillisMax), "the engine stopped by itself");
            Thread.Sleep(random.Next(20));
        }
        else
        {
            engine.WaitForOrders(int.MaxValue, random.Next(50, 500));
        }

        var alive = !engine.HasExited;
        journal.Note(engine.Kill());
        Assert.True(alive, $"the engine stopped by itself after {clock.ElapsedMilliseconds} ms: {engine.Errors}");
        return journal.Inspect();
    }
}
