using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Routing;
using Chronos.Core.Signing;

namespace Chronos.CrashChild;

/// <summary>
/// An engine to be killed. <c>run DATA RING process|disk flood|calm</c> trades until a signal or until its input ends,
/// as fast as it can or an order at a time, and seals with the key beside DATA; <c>hash DATA</c> replays a journal nobody writes and prints its records and
/// state hash; <c>follow DATA RING</c> follows a journal that another process writes, up to the sequence its input names, and
/// prints that and the state hash. <c>append DATA RING COUNT synced|unsynced|hiding|retrying|kill:...</c> and <c>recover DATA RING
/// [DISK]</c> are of the journal alone, with small segments. <c>orders DATA RING process|disk safe|sent|none N</c> proposes N orders
/// one by one and is killed at the last, or proposes the last again. <c>snapshot DATA DISK</c> takes a snapshot of a journal nobody writes. <c>run</c> with a <c>follow-</c> before the pace has a follower of its own, and with the pace <c>counted</c>
/// floods and says at the end how many proposals were taken and how many were not.
/// </summary>
internal static class Program
{
    private const int LifetimeMillisMax = 30_000;
    private const int Overdue = 99;

    private static readonly (string Key, string Value)[] Wide =
    [
        ("unansweredOrdersMax", "1024"), ("submitsMax", "200000"), ("sameContentMax", "10000"), ("sameContentWindowMillis", "1"),
        ("executionsMax", "100000"), ("executionsWindowMillis", "1000"), ("ordersPerFillSamplesMin", "65536"),
        ("accumulatedNotionalMax", "\"90000000000\""), ("workingOrdersMax", "100000"), ("coolDownAfterLossMillis", "0"),
        ("lossStreakMax", "10000"), ("rejectsMax", "100000"), ("proposalIdGapMax", "1000000000"),
        ("selfTrade", "\"LeftToVenue\""), ("oneSidednessMax", "\"1\""), ("dailyLossMax", "\"90000\""), ("weeklyLossMax", "\"90000\""),
        ("drawdownMax", "\"1\""), ("lossMax", "\"90000\""),
    ];

    private static readonly byte[] OperatorKey = SHA256.HashData("operator"u8);

    public static int Main(string[] args)
    {
        // Whatever goes wrong with the one that started it, this process ends.
        using var lifetime = new Timer(_ => Environment.Exit(Overdue), null, LifetimeMillisMax, Timeout.Infinite);
        return args switch
        {
            ["run", var data, var ring, "process", var pace] => Run(data, ring, Durability.Process, pace),
            ["run", var data, var ring, "disk", var pace] => Run(data, ring, Durability.Disk, pace),
            ["follow", var data, var ring] => Follow(data, ring),
            ["hash", var data] => Hash(data),
            ["append", var data, var ring, var count, var disk] => Appending.Run(data, ring, int.Parse(count, CultureInfo.InvariantCulture), disk),
            ["recover", var data, var ring] => Appending.Recover(data, ring, "synced"),
            ["recover", var data, var ring, var disk] => Appending.Recover(data, ring, disk),
            ["orders", var data, var ring, "process", var point, var n] => Orders(data, ring, Durability.Process, point, n),
            ["orders", var data, var ring, "disk", var point, var n] => Orders(data, ring, Durability.Disk, point, n),
            ["snapshot", var data, var disk] => TakeSnapshot(data, Appending.DiskNamed(disk)),
            _ => 2,
        };
    }

    /// <summary>Ends with 0 at the sequence that is named to it, with 1 at an alarm.</summary>
    private static int Follow(string data, string ring)
    {
        using var follower = Follower.Open(data, Console.Error.WriteLine, ring);
        follower.Start();
        Console.WriteLine("following");
        if (!long.TryParse(Console.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out var target))
        {
            return 2;
        }

        while (follower.Status is { IsRunning: true } status && status.Sequence < target)
        {
            Thread.Sleep(1);
        }

        follower.Stop();
        var last = follower.Status;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{last.Sequence} {last.Records} {last.LagRecords} {follower.ReadStateHash()}"));
        return last.Alarm is null ? 0 : 1;
    }

    private static int Run(string data, string ring, Durability durability, string pace)
    {
        using var stop = new ManualResetEventSlim();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Set();
        });
        using var output = Console.OpenStandardOutput();
        using var keys = new KeyRing(new SealKey(1, SHA256.HashData("seal"u8)));
        var policy = LoadPolicy();
        var venue = new PrintingVenue(output);
        var follower = pace.StartsWith("follow-", StringComparison.Ordinal) ? new FollowerOptions { SnapshotRecords = 500 } : null;
        using var engine = new ChronosEngine(OptionsFor(data, ring, durability, policy, keys, venue, follower));
        venue.Watermark = () => durability == Durability.Disk ? engine.Journal.Synced : engine.Journal.Written;
        engine.Start();
        Arm(engine);
        var traffic = new Traffic(engine, policy, pace.EndsWith("calm", StringComparison.Ordinal));
        Thread[] threads =
        [
            traffic.Start("momentum", "BTCUSDT", "87000", "0.001"),
            traffic.Start("mean-reversion", "ETHUSDT", "400.00", "0.1"),
        ];
        WatchInput(stop);
        while (!stop.Wait(20) && engine.Failure is null)
        {
        }

        traffic.Stop();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (engine.Failure is { } failure)
        {
            Console.Error.WriteLine(failure);
        }

        var isGood = engine.Stop();
        if (pace == "counted")
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"counted {traffic.Accepted} {traffic.Busy}\n");
            output.Write(Encoding.ASCII.GetBytes(line));
        }

        return isGood ? 0 : 1;
    }

    private static int Orders(string data, string ring, Durability durability, string point, string count)
    {
        using var stream = Console.OpenStandardOutput();
        using var keys = new KeyRing(new SealKey(1, SHA256.HashData("seal"u8)));
        var last = ulong.Parse(count, CultureInfo.InvariantCulture);
        var output = new OneByOne(stream);
        var memory = Path.Combine(Path.GetDirectoryName(data)!, "venue.log");
        var venue = new RememberingVenue(memory, output, point, (int)last);
        using var engine = new ChronosEngine(OptionsFor(data, ring, durability, LoadPolicy(), keys, venue, follower: null));
        engine.Start();
        Arm(engine);
        output.Propose(engine, point == "none" ? last : 1, last);
        return engine.Stop() ? 0 : 1;
    }

    private static int TakeSnapshot(string data, IDisk disk)
    {
        using var replayer = new Replayer();
        using var reader = JournalReader.Open(data);
        uint crc = 0;
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
            crc = record.Crc;
        }

        var state = replayer.State;
        new SnapshotDirectory(data, EngineIdentity.TryRead(data)!, disk).Take(state, crc, state.Identity.Epoch);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"taken {state.Sequence}"));
        return 0;
    }

    private static ChronosOptions OptionsFor(
        string data, string ring, Durability durability, Policy policy, KeyRing keys, IVenue venue, FollowerOptions? follower) => new()
    {
        Policy = policy,
        Keys = keys,
        Journal = new JournalOptions
        {
            DataDirectory = data,
            RingDirectory = ring,
            RingBytes = 1 << 20,
            SegmentBytes = 1 << 20,
            Durability = durability,
            CheckpointKeyFile = Path.Combine(Path.GetDirectoryName(data)!, "checkpoint.key"),
            SealMillis = 5,
        },
        Venues = [venue],
        Operators = new Dictionary<string, ReadOnlyMemory<byte>> { ["alice"] = OperatorKey },
        TickMillis = 20,
        WorkingOrdersMax = 4096,
        Follower = follower,
    };

    /// <summary>The end of the input means that the starter is gone.</summary>
    private static void WatchInput(ManualResetEventSlim stop) => new Thread(() =>
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }

        stop.Set();
    })
    {
        IsBackground = true,
    }.Start();

    private static void Arm(ChronosEngine engine)
    {
        var key = (ulong)Environment.TickCount64 + 1;
        var command = OperatorCommand.Create(CommandAction.Arm, "alice", "crash test", key).SignedWith(OperatorKey);
        var refusal = engine.CommandAsync(command).AsTask().GetAwaiter().GetResult();
        if (refusal != ReasonCode.None)
        {
            throw new InvalidOperationException($"not armed: {refusal}");
        }
    }

    private static int Hash(string data)
    {
        using var replayer = new Replayer();
        using var reader = JournalReader.Open(data);
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        var report = replayer.Report();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Records} {report.StateHash}"));
        return report.IsIdentical ? 0 : 1;
    }

    /// <summary>The sample policy with room for many messages of the same content and for many orders in flight when the kill comes.</summary>
    private static Policy LoadPolicy()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policy.json"));
        foreach (var (key, value) in Wide)
        {
            text = Regex.Replace(text, $"\"{key}\": (\\d+|\"[^\"]*\")", $"\"{key}\": {value}");
        }

        return PolicyFile.ParseRecorded(Encoding.UTF8.GetBytes(text));
    }
}
