using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace Chronos.Core.Policies;

/// <summary>
/// Reads policies: JSON with comments and trailing commas, every field required, every field described in
/// <c>docs/policy.md</c>. A file is taken whole or refused with everything that is wrong with it.
/// </summary>
public static class PolicyFile
{
    /// <summary>Largest file, in bytes: 192 KiB, so that a policy fits one record of the journal.</summary>
    public const int BytesMax = 192 * 1024;

    private const string SampleResource = "policy.json";

    /// <summary>
    /// The sample policy of the repository: conservative limits for BTCUSDT and ETHUSDT on a paper venue, two strategies.
    /// For trying things; read its <see cref="Policy.Source"/> to write your own.
    /// </summary>
    public static Policy Sample()
    {
        using var resource = typeof(PolicyFile).Assembly.GetManifestResourceStream(SampleResource)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return Parse(bytes);
    }

    /// <summary>
    /// Reads a policy from JSON. Throws <see cref="PolicyException"/> with one line for every error found, each as
    /// <c>line N: path: what is wrong</c>, and throws nothing else whatever the bytes.
    /// </summary>
    public static Policy Parse(ReadOnlyMemory<byte> json) => ReadText(json.Span, isNew: true);

    /// <summary>
    /// Reads a policy as <see cref="Parse"/> does, but for limits that can never bind, which are let be: for policies that
    /// are in force already, as a journal holds them, and for trying out one change of a policy by itself.
    /// </summary>
    public static Policy ParseRecorded(ReadOnlyMemory<byte> json) => ReadText(json.Span, isNew: false);

    private static Policy ReadText(ReadOnlySpan<byte> source, bool isNew)
    {
        var errors = new PolicyErrors();
        if (TextError(source, out var line) is { } refused)
        {
            errors.Add(line, PolicyNode.RootPath, refused);
            errors.ThrowIfAny();
        }

        var root = PolicyTree.Read(source, errors);
        errors.ThrowIfAny();
        var parts = new PolicyReader(errors).Read(root);
        errors.ThrowIfAny();
        var policy = new Policy(parts, source);
        if (isNew)
        {
            PolicyReview.RefuseUnbinding(policy, root, errors);
            errors.ThrowIfAny();
        }

        return policy;
    }

    /// <summary>
    /// Reads a policy from a file. Throws as <see cref="Parse"/> does, and what the file system throws when the file
    /// cannot be read.
    /// </summary>
    public static Policy Read(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[BytesMax + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Parse(bytes.AsMemory(0, length));
    }

    private static string? TextError(ReadOnlySpan<byte> source, out int line)
    {
        line = 1;
        if (source.Length > BytesMax)
        {
            return $"is larger than {BytesMax} bytes";
        }

        if (source.StartsWith("\uFEFF"u8))
        {
            return "starts with a byte order mark; save it as UTF-8 without one";
        }

        if (Utf8.IsValid(source))
        {
            return null;
        }

        line += source[..FirstInvalidByte(source)].Count((byte)'\n');
        return "is not valid UTF-8";
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> source)
    {
        var position = 0;
        while (System.Text.Rune.DecodeFromUtf8(source[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }
}
