using System.Net;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Host.Archive;

namespace Chronos.Host.Configuration;

/// <summary>What a host is made of; docs/cli.md describes every key. Paths are full.</summary>
internal sealed record HostConfiguration
{
    public required string DataDirectory { get; init; }

    public required string? RingDirectory { get; init; }

    public required string PolicyPath { get; init; }

    public required string SealKeyPath { get; init; }

    public required string? CheckpointKeyPath { get; init; }

    public required IReadOnlyDictionary<string, string> OperatorKeyPaths { get; init; }

    public required IReadOnlyDictionary<string, string> ApproverKeyPaths { get; init; }

    public required EngineMode Mode { get; init; }

    public required Durability Durability { get; init; }

    public required IPEndPoint Listen { get; init; }

    public required Notional OpeningBalance { get; init; }

    public required int TakerFeePpm { get; init; }

    public required int MakerFeePpm { get; init; }

    public required IReadOnlyList<string> Quotes { get; init; }

    /// <summary>What the follower does; null where there is none.</summary>
    public required FollowerOptions? Follower { get; init; }

    /// <summary>The database the audit trail is archived in; null for none.</summary>
    public required ArchiveOptions? Archive { get; init; }

    /// <summary>Where its archive tells how it is doing, and retention reads how far it has come; null for none.</summary>
    public required ArchiveProgress? ArchiveProgress { get; init; }

    /// <summary>Reads a file; throws <see cref="CliException"/> with everything that is wrong with it.</summary>
    public static HostConfiguration Read(string path)
    {
        var bytes = Files.Read(path, File.ReadAllBytes);
        return new ConfigurationReader(path).Read(bytes);
    }
}
