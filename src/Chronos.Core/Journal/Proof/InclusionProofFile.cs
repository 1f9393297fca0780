using System.Text.Json;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// A proof as JSON text. There is one way to write each proof, and only that is read back, so that no byte of a file can be
/// changed without the proof becoming another or none.
/// </summary>
public static class InclusionProofFile
{
    /// <summary>What a file says it is.</summary>
    public const string Format = "chronosx-inclusion-proof-1";

    /// <summary>Most bytes of a file that is read: the largest record in hexadecimal, and room for the rest.</summary>
    public const int BytesMax = (2 * JournalRecord.RecordBytesMax) + (64 * 1024);

    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n" };

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>The text of a proof.</summary>
    public static byte[] Write(InclusionProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Writing))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("record", Convert.ToHexStringLower(proof.Record));
            json.WriteNumber("leafIndex", proof.LeafIndex);
            json.WriteStartArray("path");
            foreach (var hash in proof.Path)
            {
                json.WriteStringValue(Convert.ToHexStringLower(hash));
            }

            json.WriteEndArray();
            json.WriteString("checkpoint", Convert.ToHexStringLower(proof.Checkpoint.ToBytes()));
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Reads a proof, without checking it. Throws <see cref="InvalidDataException"/> when the text is none.</summary>
    public static InclusionProof Parse(ReadOnlyMemory<byte> text)
    {
        if (text.Length > BytesMax)
        {
            throw new InvalidDataException($"has more than {BytesMax} bytes");
        }

        try
        {
            using var json = JsonDocument.Parse(text, Reading);
            var proof = Parse(json.RootElement);
            return Write(proof).AsSpan().SequenceEqual(text.Span)
                ? proof
                : throw new InvalidDataException("is not written as a proof is; something was changed or added");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"is not a proof: {e.Message}", e);
        }
    }

    private static InclusionProof Parse(JsonElement root)
    {
        if (root.GetProperty("format").GetString() != Format)
        {
            throw new InvalidDataException($"is not of the format {Format}");
        }

        var record = Hex(root.GetProperty("record"));
        if (record.Length < JournalRecord.HeaderBytes)
        {
            throw new InvalidDataException("record: is shorter than a header");
        }

        var checkpoint = Checkpoint.TryParse(Hex(root.GetProperty("checkpoint")))
            ?? throw new InvalidDataException("checkpoint: is damaged");
        return new InclusionProof(
            record,
            root.GetProperty("leafIndex").GetInt64(),
            [.. root.GetProperty("path").EnumerateArray().Select(Hex)],
            checkpoint);
    }

    private static byte[] Hex(JsonElement text) => Convert.FromHexString(text.GetString() ?? "");
}
