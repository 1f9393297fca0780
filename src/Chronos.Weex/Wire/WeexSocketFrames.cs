using System.Globalization;
using System.Text;

namespace Chronos.Weex.Wire;

/// <summary>The short frames we send.</summary>
internal static class WeexSocketFrames
{
    /// <summary>Asks the venue to answer. Id 0 is no subscription's.</summary>
    public static readonly ReadOnlyMemory<byte> Ping = "{\"method\":\"PING\",\"id\":0}"u8.ToArray();

    /// <summary>Answers the venue's ping.</summary>
    public static byte[] Pong(int id) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"method\":\"PONG\",\"id\":{id}}}"));
}
