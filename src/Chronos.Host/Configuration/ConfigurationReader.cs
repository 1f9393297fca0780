using System.Net;
using System.Text.Json;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Host.Archive;

namespace Chronos.Host.Configuration;

/// <summary>Reads a configuration key by key and tells everything that is wrong with it at once. One file, one use.</summary>
internal sealed class ConfigurationReader(string path)
{
    private const int FeePpmMax = 100_000;
    private const long DayNanos = 86_400_000_000_000;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    private readonly string _directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private readonly List<string> _errors = [];

    public HostConfiguration Read(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, Options);
            var configuration = Read(new ConfigurationSection(
                "", json.RootElement, _errors, ["dataDirectory", "policy", "sealKey", "operators", "mode", "durability", "paper"],
                ["ringDirectory", "listen", "allowRemote", "quotes", "approvers", "follow", "snapshotRecords", "snapshotsKept", "retention", "archive", "checkpointKey"]));
            return _errors.Count == 0 ? configuration : throw Wrong(_errors);
        }
        catch (JsonException e)
        {
            throw Wrong([$"line {(e.LineNumber ?? 0) + 1}: is not JSON, or a key stands twice"]);
        }
    }

    private HostConfiguration Read(ConfigurationSection root)
    {
        var paper = root.Section("paper", ["openingBalance", "takerFeePpm", "makerFeePpm"]);
        var archive = root.Has("archive") ? new ArchiveProgress() : null;
        return new HostConfiguration
        {
            DataDirectory = FullPath(root.Text("dataDirectory")),
            RingDirectory = root.Has("ringDirectory") ? FullPath(root.Text("ringDirectory")) : null,
            PolicyPath = FullPath(root.Text("policy")),
            SealKeyPath = FullPath(root.Text("sealKey")),
            CheckpointKeyPath = root.Has("checkpointKey") ? FullPath(root.Text("checkpointKey")) : null,
            OperatorKeyPaths = root.Texts("operators").ToDictionary(o => o.Key, o => FullPath(o.Value)),
            ApproverKeyPaths = root.Texts("approvers").ToDictionary(a => a.Key, a => FullPath(a.Value)),
            Mode = Mode(root),
            Durability = root.Word("durability", ("process", Durability.Process), ("disk", Durability.Disk)),
            Listen = Listen(root),
            OpeningBalance = Notional.FromUnits(paper.Amount("openingBalance")),
            TakerFeePpm = paper.Count("takerFeePpm", 0, FeePpmMax),
            MakerFeePpm = paper.Count("makerFeePpm", 0, FeePpmMax),
            Quotes = [.. root.List("quotes").Select(FullPath)],
            Follower = Follower(root, archive),
            Archive = archive is null ? null : Archive(root),
            ArchiveProgress = archive,
        };
    }

    private ArchiveOptions Archive(ConfigurationSection root)
    {
        var text = root.Section("archive", ["postgres"]).Text("postgres");
        try
        {
            _ = new Npgsql.NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            _errors.Add($"archive.postgres: is no connection string: {e.Message}");
        }

        return new ArchiveOptions { ConnectionString = text };
    }

    private EngineMode Mode(ConfigurationSection root)
    {
        var mode = root.Word("mode", ("Paper", EngineMode.Paper), ("Shadow", EngineMode.Shadow), ("Live", EngineMode.Live));
        if (mode == EngineMode.Live)
        {
            _errors.Add("mode: Live is refused: there is no live venue yet; use Paper or Shadow");
        }

        return mode;
    }

    private IPEndPoint Listen(ConfigurationSection root)
    {
        var text = root.Has("listen") ? root.Text("listen") : "127.0.0.1:8000";
        var allowRemote = root.Flag("allowRemote");
        if (!IPEndPoint.TryParse(text, out var listen) || !text.EndsWith($":{listen.Port}", StringComparison.Ordinal))
        {
            _errors.Add("listen: must be ADDRESS:PORT");
            return new IPEndPoint(IPAddress.Loopback, 0);
        }

        if (!IPAddress.IsLoopback(listen.Address) && !allowRemote)
        {
            _errors.Add($"listen: {listen.Address} can be reached from other machines and proposals carry no authentication; set \"allowRemote\": true to allow it");
        }

        return listen;
    }

    /// <summary>A follower unless it is told not to; retention is its work.</summary>
    private FollowerOptions? Follower(ConfigurationSection root, ArchiveProgress? archive)
    {
        var follows = !root.Has("follow") || root.Flag("follow");
        if (!follows)
        {
            _errors.AddRange(((string[])["snapshotRecords", "snapshotsKept", "retention"])
                .Where(root.Has)
                .Select(key => $"{key}: is the follower's work, and \"follow\" is false"));
            return null;
        }

        var usual = new FollowerOptions();
        return new FollowerOptions
        {
            SnapshotRecords = root.Has("snapshotRecords") ? root.Count("snapshotRecords", 0, 1_000_000_000) : usual.SnapshotRecords,
            SnapshotsKept = root.Has("snapshotsKept") ? root.Count("snapshotsKept", FollowerOptions.SnapshotsKeptMin, 100) : usual.SnapshotsKept,
            Retention = root.Has("retention") ? Retention(root.Section("retention", [], ["days", "mebibytes", "archiveMark"]), archive) : null,
        };
    }

    private RetentionOptions Retention(ConfigurationSection retention, ArchiveProgress? archive)
    {
        if (!retention.Has("days") && !retention.Has("mebibytes"))
        {
            _errors.Add("retention: needs days or mebibytes");
        }

        List<IArchiveMark> marks = archive is null ? [] : [archive];
        if (retention.Has("archiveMark"))
        {
            marks.Add(new ArchiveMarkFile(FullPath(retention.Text("archiveMark"))));
        }

        return new RetentionOptions
        {
            AgeNanosMax = retention.Has("days") ? retention.Count("days", 1, 36_500) * DayNanos : null,
            BytesMax = retention.Has("mebibytes") ? (long)retention.Count("mebibytes", 1, int.MaxValue) << 20 : null,
            Archive = marks.Count == 0 ? null : new LeastArchiveMark(marks),
        };
    }

    private string FullPath(string text) => Path.GetFullPath(text, _directory);

    private CliException Wrong(IEnumerable<string> errors) =>
        new(ExitCode.Configuration, "refused to start: " + string.Join("; ", errors.Select(e => $"{path}: {e}")));
}
