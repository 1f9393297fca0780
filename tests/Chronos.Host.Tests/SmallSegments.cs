using System.Security.Cryptography;
using System.Text;
using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Signing;
using Chronos.Core.Venues;
using Chronos.Host.Archive;
using Chronos.Host.Export;

namespace Chronos.Host.Tests;

/// <summary>
/// A journal of small segments with many snapshots, run after run at a clock of its own: quotes that move, and orders that fill
/// in part, rest over snapshots and runs, and are canceled. Beside it stand the rows of all its records, made from the first one
/// on whatever becomes of the segments.
/// </summary>
internal sealed class SmallSegments : IDisposable, IArchiveMark
{
    private const long QuoteMillis = 100;
    private const int WaitMillis = 60_000;

    private static readonly byte[] OperatorKey = SHA256.HashData("operator"u8);

    private readonly TemporaryDirectory _directory = new();
    private readonly KeyRing _keys = new(new SealKey(1, SHA256.HashData("seal"u8)));
    private readonly ManualClock _clock = new(ApiFixture.Start);
    private readonly AuditRows _rows = new();
    private readonly List<ExportRow> _expected = [];
    private readonly RetentionOptions? _retention;
    private readonly int _snapshotsKept;
    private long _witnessed;
    private int _quotes;

    /// <summary>A journal that keeps so many snapshots, and loses its beginning behind an archive; without one it keeps all.</summary>
    public SmallSegments(int snapshotsKept, IArchiveMark? archive = null)
    {
        _snapshotsKept = snapshotsKept;
        _retention = archive is null ? null : new RetentionOptions { AgeNanosMax = 1, Archive = new LeastArchiveMark([this, archive]) };
        CheckpointKeyFile.Create(_directory["checkpoint.key"]);
    }

    public string Data => _directory["data"];

    /// <summary>Every row of every record so far.</summary>
    public IReadOnlyList<ExportRow> Rows => _expected;

    /// <summary>How far its own rows have come: what they have not been made of must stay.</summary>
    public long ArchivedSequence => Volatile.Read(ref _witnessed);

    /// <summary>The engine of a run; disposing it is an end in good order.</summary>
    public ChronosEngine NewEngine() => new(new ChronosOptions
    {
        Policy = PolicyFile.Parse(Encoding.UTF8.GetBytes(File.ReadAllText(RepositoryFiles.PathOf("samples/policy.json")))),
        Keys = _keys,
        Journal = new JournalOptions
        {
            DataDirectory = Data,
            RingDirectory = _directory["ring"],
            RingBytes = 1 << 20,
            SegmentBytes = 384 * 1024,
            Durability = Durability.Process,
            CheckpointKeyFile = _directory["checkpoint.key"],
            SealMillis = 10,
        },
        Venues = [new PaperVenue(new PaperVenueOptions { Name = "paper" })],
        Operators = new Dictionary<string, ReadOnlyMemory<byte>> { ["alice"] = OperatorKey },
        WorkingOrdersMax = 256,
        TickMillis = 0,
        Clock = _clock,
        Follower = new FollowerOptions { SnapshotRecords = 1_000, SnapshotsKept = _snapshotsKept, Retention = _retention },
    });

    /// <summary>Starts an engine and arms it.</summary>
    public async Task StartAsync(ChronosEngine engine)
    {
        engine.Start();
        engine.WaitUntilIdle();
        var arm = OperatorCommand.Create(CommandAction.Arm, "alice", "test", (ulong)engine.Counters.LastSequence);
        arm.CreatedAtNanos = _clock.NowNanos();
        Assert.Equal(ReasonCode.None, await engine.CommandAsync(arm.SignedWith(OperatorKey)));
    }

    /// <summary>Plays quotes with an order now and then, and waits until all of it is on disk, sealed and in the rows.</summary>
    public void Play(ChronosEngine engine, int quotes)
    {
        var strategy = engine.Policy.StrategyNamed("momentum");
        for (var i = 0; i < quotes; i++, _quotes++)
        {
            _clock.AdvanceTo(_clock.NowNanos() + QuoteMillis * 1_000_000);
            var bid = 87_000 + _quotes % 40;
            Hand(engine, () => engine.TryQuote(QuoteAt(engine, bid)));
            if (_quotes % 20 == 5)
            {
                // Two and a half times what the touch shows: it fills in part and the rest stands in the book.
                var isBuy = _quotes / 20 % 2 == 0;
                engine.WaitUntilIdle();
                var id = engine.State.Proposals(strategy.Value).Highest + 1;
                Hand(engine, () => engine.TryPropose(new Proposal
                {
                    Strategy = strategy,
                    Id = new ProposalId(id),
                    Instrument = engine.Policy.InstrumentNamed("BTCUSDT"),
                    Side = isBuy ? OrderSide.Buy : OrderSide.Sell,
                    Type = OrderType.Limit,
                    TimeInForce = TimeInForce.Gtc,
                    ConfidencePpm = 800_000,
                    Quantity = Quantity.Parse("0.01"),
                    LimitPrice = Price.FromDecimal(isBuy ? bid + 1 : bid),
                    CreatedAtNanos = _clock.NowNanos(),
                }));
                engine.WaitUntilIdle();
            }
            else if (_quotes % 50 == 49)
            {
                Hand(engine, engine.TryTick);
            }
        }

        engine.WaitUntilIdle();
        var last = engine.Counters.LastSequence;
        WaitFor(() => engine.Journal.Synced >= last && engine.Journal.Sealed >= last && engine.Follower!.Status.Sequence >= last);
        Witness();
    }

    /// <summary>Stops an engine in good order; the records of that too are in the rows.</summary>
    public void Stop(ChronosEngine engine)
    {
        Assert.True(engine.Stop(), engine.Failure?.ToString());
        Assert.Equal((null, null), (engine.Follower!.Status.Alarm, engine.Follower.Status.SnapshotFailure));
        engine.Dispose();
        Witness();
    }

    public static void WaitFor(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, WaitMillis), "not in time");

    public void Dispose()
    {
        _rows.Dispose();
        _keys.Dispose();
        _directory.Dispose();
    }

    private void Witness()
    {
        using var reader = JournalReader.Follow(Data, _witnessed + 1);
        while (reader.TryRead(out var record))
        {
            _expected.AddRange(_rows.Take(in record));
            Volatile.Write(ref _witnessed, record.Sequence);
        }

        Assert.True(_rows.Report().IsIdentical, _rows.Report().FirstDifference);
    }

    private static Quote QuoteAt(ChronosEngine engine, int bid) => new(
        engine.Policy.InstrumentNamed("BTCUSDT"),
        Price.FromDecimal(bid),
        Quantity.Parse("0.004"),
        Price.FromDecimal(bid + 1),
        Quantity.Parse("0.004"),
        engine.Options.Clock.NowNanos());

    private static void Hand(ChronosEngine engine, Func<SubmitResult> submit)
    {
        SubmitResult result;
        while ((result = submit()) == SubmitResult.Busy)
        {
            Thread.Sleep(0);
        }

        Assert.Equal(SubmitResult.Accepted, result);
    }
}
