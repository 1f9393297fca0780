using System.Globalization;
using System.Text.Json;

namespace Chronos.Weex.Wire;

/// <summary>
/// Which channels one connection has asked for and what came of it. A channel the venue refuses is dropped for good: six
/// refusals close a connection. One thread.
/// </summary>
internal sealed class WeexSubscriptions(List<string> channels)
{
    private readonly Dictionary<string, string[]> _asked = [];
    private int _lastId;

    /// <summary>The next id of a request.</summary>
    public int NextId() => ++_lastId;

    /// <summary>The request that subscribes to these, in one operation.</summary>
    public byte[] Subscribe(IReadOnlyList<string> some)
    {
        var id = NextId();
        _asked[id.ToString(CultureInfo.InvariantCulture)] = [.. some];
        var writer = WeexBodyWriter.Rent();
        try
        {
            var json = writer.Json;
            json.WriteStartObject();
            json.WriteString("method"u8, "SUBSCRIBE"u8);
            json.WriteStartArray("params"u8);
            foreach (var channel in some)
            {
                json.WriteStringValue(channel);
            }

            json.WriteEndArray();
            json.WriteNumber("id"u8, id);
            json.WriteEndObject();
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>
    /// Takes a reply. Of a refused batch the channel that the message names is dropped and the rest is to be asked for again,
    /// together; where it names none, one by one; a channel refused alone is dropped.
    /// </summary>
    /// <returns>What to ask for again.</returns>
    public IReadOnlyList<string[]> OnReply(in WeexFrame reply)
    {
        if (!_asked.Remove(reply.ReplyId, out var some) || reply.IsAccepted)
        {
            return [];
        }

        var message = reply.Message;
        var named = some.Length == 1 ? some[0] : some.FirstOrDefault(c => message.EndsWith(c, StringComparison.OrdinalIgnoreCase));
        if (named is null)
        {
            return [.. some.Select(channel => new[] { channel })];
        }

        channels.Remove(named);
        Refused.Add($"{named}: {message}");
        var rest = some.Where(c => c != named).ToArray();
        return rest.Length > 0 ? [rest] : [];
    }

    /// <summary>Channels dropped on this connection, each with the venue's words.</summary>
    public List<string> Refused { get; } = [];
}
