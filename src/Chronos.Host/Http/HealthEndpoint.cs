using Chronos.Core;
using Chronos.Host.Archive;

namespace Chronos.Host.Http;

/// <summary>How the system is.</summary>
internal sealed class HealthEndpoint(ChronosEngine engine, ArchiveProgress? archive)
{
    /// <summary><c>GET /api/system/health</c>.</summary>
    public IResult GetSystem()
    {
        var options = engine.Options;
        var policy = engine.Policy;
        var counters = engine.Counters;
        var journal = engine.Journal;
        return Results.Json(
            new HealthJson(
                options.Mode.ToString(),
                options.Stage.ToString(),
                options.Venues.All(v => v.IsSimulated),
                engine.IsRunning,
                engine.TradingState.ToString(),
                StatesView.Scopes(engine),
                StatesView.LossStages(engine),
                StatesView.Sweeps(engine),
                IsoTime.Format(options.Clock.NowNanos()),
                counters.LastSequence,
                new PolicyJson(policy.Name, policy.Version, Convert.ToHexStringLower(policy.Hash)),
                new JournalJson(
                    journal.Written,
                    journal.Synced,
                    journal.Sealed,
                    journal.Synced - journal.Sealed,
                    journal.SealError,
                    journal.SpareSegments,
                    journal.EgressStopped,
                    options.Journal.Durability.ToString(),
                    journal.Released,
                    journal.Trouble,
                    journal.SpareError,
                    journal.Syncs,
                    journal.SlowSyncs,
                    journal.SyncNanosLast,
                    journal.SyncNanosMax,
                    journal.SyncNanosRunning,
                    journal.GroupRecordsLast,
                    journal.GroupRecordsMax),
                new CountersJson(
                    counters.Events,
                    counters.Approved,
                    counters.Modified,
                    counters.Blocked,
                    counters.Orders,
                    counters.Cancels,
                    counters.Fills,
                    counters.RefusedInputs,
                    counters.Parked),
                FollowerJson.Of(engine.Follower?.Status),
                ArchiveJson.Of(archive, journal.Synced)),
            HttpJson.Default.HealthJson);
    }

    /// <summary><c>GET /health/live</c>: the process answers.</summary>
    public static IResult GetLive() => Results.Json(new StatusJson("live"), HttpJson.Default.StatusJson);

    /// <summary><c>GET /health/ready</c>: the engine takes proposals and orders may leave.</summary>
    public IResult GetReady() => engine.IsRunning && !engine.Journal.EgressStopped
        ? Results.Json(new StatusJson("ready"), HttpJson.Default.StatusJson)
        : Problems.Plain(StatusCodes.Status503ServiceUnavailable, "the engine is not running");
}
