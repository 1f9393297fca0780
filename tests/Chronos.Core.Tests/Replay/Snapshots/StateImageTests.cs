using Chronos.Core.Books;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Tests.Books;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Replay.Snapshots;

/// <summary>Books as bytes and back: the same state, and whoever goes on from it decides the same.</summary>
public class StateImageTests
{
    [Fact]
    public void KnowsEveryTypeOfTheBooks()
    {
        var layout = new GraphLayout(typeof(EngineState), typeof(Policy));
        Assert.Equal(StateImage.Fingerprint, layout.Fingerprint);
        Assert.Contains("OrderEntry.Proposal", layout.Description, StringComparison.Ordinal);
        Assert.True(StateImage.IsSupported);
    }

    [Fact]
    public void HoldsBooksThatHaveSeenNothing()
    {
        var restored = StateImage.Clone(new EngineState());

        Assert.Equal(new EngineState().Hash(), restored.Hash());
        Assert.Null(restored.Policy);
    }

    /// <summary>
    /// A session of every kind of event, cut at a random place: the state after it, restored, decides the rest as recorded
    /// and ends in the same state, and so does the one it was taken of.
    /// </summary>
    [Fact]
    public void GoesOnAsIfNothingHadBeen()
    {
        var cases = Gen.Choose(1, 1_000_000).SelectMany(seed => Gen.Choose(0, 1_500).SelectMany(
            cut => Gen.Elements(true, false).Select(waits => (seed, cut, waits))));
        Prop.ForAll(Arb.From(cases), c => GoesOn(c.seed, c.cut, c.waits)).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void IsTheSameBytesOfTheSameState()
    {
        using var f = new PipelineFixture(new TestPolicy());
        new RandomEvents(f, 7, new TestPolicy()).Run(500, _ => { });

        var restored = StateImage.Clone(f.State);
        Assert.True(StateImage.Of(f.State).Span.SequenceEqual(StateImage.Of(restored).Span));
        BookInvariants.Assert(restored);
        Assert.NotSame(f.State.Orders, restored.Orders);
        Assert.Same(f.State.Policy, restored.Policy);
    }

    private static bool GoesOn(int seed, int cut, bool waits)
    {
        var policy = waits ? ParkedCase.Policy with { PendingMillisMax = 2_000 } : new TestPolicy();
        using var f = new PipelineFixture(policy);
        new RandomEvents(f, seed, policy).Run(1_500, _ => { });

        using var whole = new Replayer();
        Replay(whole, f.Journal.Records.Take(cut));
        var image = StateImage.Of(whole.State).ToArray();
        var source = whole.State.Policy?.Source.ToArray();
        using var restored = new Replayer(
            StateImage.Restore(image, source is null ? null : PolicyFile.ParseRecorded(source)), keys: null);
        Assert.Equal(whole.State.Hash(), restored.State.Hash());

        Replay(whole, f.Journal.Records.Skip(cut));
        Replay(restored, f.Journal.Records.Skip(cut));
        Assert.Null(whole.FirstDifference);
        Assert.Null(restored.FirstDifference);
        Assert.Equal(f.State.Hash(), whole.State.Hash());
        Assert.Equal(f.State.Hash(), restored.State.Hash());
        Assert.Null(restored.State.FindInconsistency());
        return true;
    }

    private static void Replay(Replayer replayer, IEnumerable<MemoryJournal.Record> records)
    {
        foreach (var record in records)
        {
            MemoryJournal.Replay(replayer, record);
        }
    }
}
