using System.Text;

namespace Chronos.Weex.Wire.Tests;

/// <summary>Bytes of texts.</summary>
internal static class Text
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Of(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
