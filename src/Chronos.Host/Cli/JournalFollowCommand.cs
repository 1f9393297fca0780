using System.CommandLine;
using Chronos.Core.Journal;
using Chronos.Core.Replay;

namespace Chronos.Host.Cli;

/// <summary>
/// <c>chronos journal follow</c>: a second opinion in a process of its own. It takes no lock and writes nothing; the
/// first difference ends it.
/// </summary>
internal static class JournalFollowCommand
{
    private const int LookMillis = 20;
    private const int TellEveryLooks = 50;
    private const int IdleLooksAtEnd = 10;

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The journal's directory." };
        var ring = new Option<string?>("--ring") { Description = "Directory of the ring. Default: where the engine keeps it." };
        var all = new Option<bool>("--all") { Description = "Begin with the first record instead of the newest good snapshot." };
        var once = new Option<bool>("--once") { Description = "End when there is nothing more to read." };
        var follow = new Command("follow", "Decides again what an engine records, while it records it.") { directory, ring, all, once };
        follow.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetValue(directory)!;
            if (!Directory.Exists(path) || JournalFiles.Segments(path).Length == 0)
            {
                throw CliException.Input($"{path}: holds no journal");
            }

            var tell = Teller(parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
            using var follower = Follower.Open(path, _ => { }, parsed.GetValue(ring), usesSnapshots: !parsed.GetValue(all));
            return await RunAsync(follower, tell, parsed.GetValue(once), stop).ConfigureAwait(false);
        });
        return follow;
    }

    private static async Task<int> RunAsync(Follower follower, Action<FollowerStatus> tell, bool endsWhenIdle, CancellationToken stop)
    {
        follower.Start();
        var idleLooks = 0;
        for (var looks = 0; !stop.IsCancellationRequested; looks++)
        {
            var status = follower.Status;
            idleLooks = status.IsIdle ? idleLooks + 1 : 0;
            if (!status.IsRunning || (endsWhenIdle && idleLooks > IdleLooksAtEnd))
            {
                break;
            }

            if (looks % TellEveryLooks == 0)
            {
                tell(status);
            }

            await Task.Delay(LookMillis, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        follower.Stop();
        var last = follower.Status;
        tell(last);
        return last.Alarm is { } alarm ? throw new CliException(ExitCode.CheckFailed, "alarm: " + alarm) : ExitCode.Done;
    }

    private static Action<FollowerStatus> Teller(TextWriter output, bool json) => status =>
    {
        output.WriteLine(json
            ? JsonLine.Of(w =>
            {
                w.WriteNumber("sequence", status.Sequence);
                w.WriteNumber("records", status.Records);
                w.WriteNumber("decisions", status.Decisions);
                w.WriteNumber("lagRecords", status.LagRecords);
                w.WriteNumber("lagNanos", status.LagNanos);
                w.WriteNumber("audits", status.Audits);
                w.WriteNumber("snapshotSequence", status.SnapshotSequence);
                w.WriteString("alarm", status.Alarm);
            })
            : $"at {status.Sequence}: {status.Records} records identical, {status.Decisions} decisions, {status.LagRecords} records behind"
                + (status.Alarm is null ? "" : $", ALARM: {status.Alarm}"));
        output.Flush();
    };
}
