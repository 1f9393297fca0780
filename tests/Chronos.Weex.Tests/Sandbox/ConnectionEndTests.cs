using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>What a bare socket sees: an end of stream or a reset, before a byte or in the middle of the body.</summary>
public class ConnectionEndTests
{
    [Theory]
    [InlineData("closeBefore", false, false)]
    [InlineData("resetBefore", true, false)]
    [InlineData("closeAfter", false, false)]
    [InlineData("resetAfter", true, false)]
    [InlineData("closeMidBody", false, true)]
    [InlineData("resetMidBody", true, true)]
    public async Task EndsAsItsNameSays(string kind, bool resets, bool begins)
    {
        await using var trader = await Trader.StartAsync();
        await trader.ArmAsync($$"""{"kind":"{{kind}}","path":"/api/v3/time","times":1}""");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, trader.Sandbox.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /api/v3/time HTTP/1.1\r\nHost: x\r\n\r\n"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        var wasReset = false;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, limit.Token)) > 0)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            wasReset = true;
        }

        Assert.Equal(resets, wasReset);
        // A reset may overtake bytes that were on their way.
        Assert.True(begins ? resets || text.ToString().EndsWith("""{"serverTime":""", StringComparison.Ordinal) : text.Length == 0, text.ToString());
    }
}
