using System.Globalization;
using System.Text;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Journal;

namespace Chronos.CrashChild;

/// <summary>
/// The write path and the recovery of the journal alone, for faults at a chosen system call: short, and the same calls
/// in much the same order every time.
/// </summary>
internal static class Appending
{
    private const int GroupRecords = 10;
    private const int SyncMillisMax = 10_000;
    private const int StuckMillis = 500;

    /// <summary>
    /// Appends known records in groups; after each says what is written and synced. Ends with 0 when the journal was
    /// closed in good order, with 4 when the disk let it wait, and as it refuses.
    /// </summary>
    public static int Run(string data, string ring, int count, string disk) => Refusable(() =>
    {
        using var output = Console.OpenStandardOutput();
        using var store = JournalStore.Open(
            Options(data, ring), new SystemClock(), DiskNamed(disk), reason => Environment.FailFast(reason));
        store.Start(new SegmentIdentity
        {
            Epoch = store.LastEpoch + 1, Mode = 0, Stage = 0, PolicyHash = new byte[32], BinaryHash = new byte[32],
        });
        Say(output, $"started {store.LastSequence}");
        for (var appended = 0; appended < count; appended += GroupRecords)
        {
            for (var i = 0; i < GroupRecords; i++)
            {
                Append(store);
            }

            store.Ring.Publish();
            if (!WaitUntilSynced(store))
            {
                Say(output, $"waiting {store.Watermarks.Written} {store.Watermarks.Synced} {store.SpareError}");
                return 4;
            }

            Say(output, $"synced {store.Watermarks.Synced}");
        }

        if (count == 0 || disk == "unsynced")
        {
            // Stays until the starter is gone or kills it, so that the disk can be looked at as it is.
            Console.In.ReadLine();
        }

        return store.Stop() ? 0 : 1;
    });

    /// <summary>What a start does to the files, and nothing more.</summary>
    public static int Recover(string data, string ring, string disk) => Refusable(() =>
    {
        using var store = JournalStore.Open(
            Options(data, ring), new SystemClock(), DiskNamed(disk), reason => Environment.FailFast(reason));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store.Found.Verdict} {store.LastSequence}"));
        return 0;
    });

    private static int Refusable(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (JournalRefusedException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return refusal.ExitCode;
        }
    }

    private static JournalOptions Options(string data, string ring) => new()
    {
        DataDirectory = data,
        RingDirectory = ring,
        RingBytes = 64 * 1024,
        SegmentBytes = 16 * 1024,
    };

    internal static IDisk DiskNamed(string name) => name switch
    {
        "unsynced" => new UnsyncedDisk(),
        "retrying" => new RetryingDisk(),
        "hiding" => new HidingDisk(),
        "synced" => new DiskSync(),
        _ => SignalingDisk.TryMake(name) ?? throw new ArgumentException($"{name} is no disk"),
    };

    private static unsafe void Append(JournalStore store)
    {
        var sequence = store.Ring.LastSequence + 1;
        var payload = KnownRecord.Payload(sequence);
        byte* place;
        while ((place = store.Ring.TryReserve(payload.Length)) == null)
        {
            store.Ring.Publish();
            Thread.Sleep(1);
        }

        payload.CopyTo(new Span<byte>(place, payload.Length));
        store.Ring.Commit(KnownRecord.TypeOf(sequence), 1, sequence, KnownRecord.TimeOf(sequence), store.LastEpoch + 1);
    }

    private static bool WaitUntilSynced(JournalStore store)
    {
        var stuck = 0;
        var synced = store.Watermarks.Synced;
        for (var millis = 0; store.Watermarks.Synced < store.Watermarks.Written; millis++)
        {
            stuck = store.Watermarks.Synced == synced && store.SpareCount == 0 && store.SpareError is not null ? stuck + 1 : 0;
            synced = store.Watermarks.Synced;
            if (millis > SyncMillisMax || stuck > StuckMillis)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }

    private static void Say(Stream output, FormattableString line)
    {
        output.Write(Encoding.ASCII.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
        output.Flush();
    }
}
