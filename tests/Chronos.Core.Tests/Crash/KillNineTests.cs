using System.Globalization;
using Chronos.Core.Journal;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Crash;

/// <summary>
/// The engine is killed by SIGKILL at random moments and started again on what it left behind: no order that has left
/// the process is ever missing from the journal, and the journal always replays and is what was sealed.
/// </summary>
[Trait("Category", "Crash")]
public class KillNineTests(ITestOutputHelper output)
{
    private const int Journals = 3;
    private const int KillsAJournal = 4;
    private const int FirstOrderMillisMax = 15_000;
    private const string StoppedByItself = "the engine stopped by itself";

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
            Assert.True(engine.WaitForOrders(100, FirstOrderMillisMax), StoppedByItself);
            Assert.Equal(0, engine.Terminate());
            Assert.Equal("", engine.Errors);
        }

        Assert.Equal(RecoveryVerdict.Clean, journal.Inspect());
        var report = journal.RecoverAndReplay();
        Assert.Equal(1, report.StateHashesConfirmed);
        Assert.Equal(report.Records, journal.Sealed);
    }

    private void KillAgainAndAgain(Durability durability, bool losesRing)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        long sealedInAll = 0;
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
            output.WriteLine($"journal {j}: {report.Records} records, {journal.Sealed} sealed, {report.SealsRecomputed} seals, state {report.StateHash[..16]}");
            Assert.NotEqual(0, journal.OrdersLeft);
            sealedInAll += journal.Sealed;
        }

        Assert.NotEqual(0, sealedInAll);
    }

    /// <summary>One life, ended in one of three ways.</summary>
    private static RecoveryVerdict RunAndKill(KilledJournal journal, Random random, bool isFirst)
    {
        switch (isFirst ? random.Next(2) : random.Next(3))
        {
            case 0:
                KillWithManyInFlight(journal, random.Next(1, 1500), random.Next(20));
                break;
            case 1:
                KillAtOrder(journal, random.Next(1, 100));
                break;
            default:
                KillWhileStarting(journal, random.Next(50, 500));
                break;
        }

        return journal.Inspect();
    }

    private static void KillWithManyInFlight(KilledJournal journal, int orders, int millis)
    {
        using var engine = EngineProcess.Run(journal.Options);
        Assert.True(engine.WaitForOrders(orders, FirstOrderMillisMax), StoppedByItself);
        Thread.Sleep(millis);
        Kill(journal, engine);
    }

    /// <summary>At the moment an order is seen, while its record is the newest there is.</summary>
    private static void KillAtOrder(KilledJournal journal, int order)
    {
        using var engine = EngineProcess.Run(journal.Options, isCalm: true, killAt: order);
        var left = engine.WaitForKill();
        Assert.True(left.Count >= order, StoppedByItself);
        journal.Note(left);
    }

    /// <summary>Mostly during the recovery, before anything has left.</summary>
    private static void KillWhileStarting(KilledJournal journal, int millis)
    {
        using var engine = EngineProcess.Run(journal.Options);
        engine.WaitForOrders(int.MaxValue, millis);
        Kill(journal, engine);
    }

    private static void Kill(KilledJournal journal, EngineProcess engine)
    {
        var alive = !engine.HasExited;
        journal.Note(engine.Kill());
        Assert.True(alive, StoppedByItself + ": " + engine.Errors);
    }
}
