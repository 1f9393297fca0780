using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Status and body of an answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">What is sent.</param>
/// <param name="ContentType">Of the body.</param>
internal sealed record RestAnswer(int Status, byte[] Body, string ContentType = "application/json")
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON of one value, with status 200.</summary>
    public static RestAnswer Json(Action<Utf8JsonWriter> write, int status = 200) => new(status, Bytes(write));

    /// <summary>An object, with status 200.</summary>
    public static RestAnswer Object(Action<Utf8JsonWriter> write, int status = 200) => Json(w => w.Object(write), status);

    /// <summary>An array of objects, with status 200.</summary>
    public static RestAnswer Array<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) =>
        Json(w => w.Array(items, write));

    /// <summary>The error envelope of v3.</summary>
    public static RestAnswer Error(int status, int code, string message) => Object(
        w =>
        {
            w.WriteNumber("code", code);
            w.WriteString("msg", message);
        },
        status);

    /// <summary>Text of one JSON value as bytes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    /// <inheritdoc />
    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body)}";
}
