using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A journal of several runs with their snapshots, in a directory of a test's own.</summary>
internal sealed class TradedJournal : IDisposable
{
    private ulong _nextId = 1;

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "chronos-test-" + Guid.NewGuid().ToString("N"));

    public string Data => Path.Combine(Root, "data");

    public void Dispose()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    /// <summary>An engine on it.</summary>
    public EngineFixture Open(bool follows = true) =>
        new(s => s.Follower = follows ? new FollowerOptions() : null, Root, keepDirectory: true);

    /// <summary>Runs that each end in good order, with a snapshot where a follower follows.</summary>
    public void Trade(int runs, bool follows = true)
    {
        for (var run = 0; run < runs; run++)
        {
            using var f = Open(follows);
            f.Clock.AdvanceTo(f.Engine.State.NowNanos + 1_000_000_000);
            f.Command(Chronos.Core.Commands.CommandAction.Arm, key: 1_000 + _nextId);
            f.Quote("BTCUSDT", "87000", "87001");
            for (var i = 0; i < 5; i++)
            {
                f.Propose(f.Limit(_nextId++, OrderSide.Buy, "0.01", i % 2 == 0 ? "87001" : "86990"));
            }

            Assert.True(f.Engine.Stop());
        }
    }

    /// <summary>Replays all of it on one thread.</summary>
    public ReplayReport ReplayAll(KeyRing? keys = null)
    {
        using var replayer = new Replayer(keys);
        using var reader = JournalReader.Open(Data);
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        Assert.Null(replayer.FirstDifference);
        return replayer.Report();
    }

    /// <summary>Writes a snapshot anew, well-formed but on another record or with other books.</summary>
    public static void Rewrite(string path, Func<SnapshotHeader, uint> crc, bool isTampered)
    {
        var bytes = File.ReadAllBytes(path);
        var header = SnapshotHeader.Parse(bytes);
        var snapshot = SnapshotFile.Restore(path, bytes, header.EngineId.Span);
        if (isTampered)
        {
            snapshot.State.Positions[0, 0].Position += 1;
        }

        File.WriteAllBytes(path, SnapshotFile.Of(snapshot.State, header.EngineId.Span, crc(header), header.Epoch));
    }

    public static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    public static long SequenceOf(string path) => SnapshotHeader.Parse(File.ReadAllBytes(path)).Sequence;
}
