using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chronos.Weex.Wire.Tests;

public class WeexTlsTests
{
    /// <summary>A stranger's certificate ends the attempt before a byte of the request, and so of the key, is written.</summary>
    [Fact]
    public async Task AnUntrustedVenueIsSentNothing()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);

        var address = new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var credentials = new WeexCredentials("key-of-mine", "canary-5ecret"u8, "p");
        var options = new WeexRestOptions { ContractAddress = address, SpotAddress = address, OrderTimeout = TimeSpan.FromSeconds(20) };
        using var client = new WeexRestClient(options, credentials, () => 1775580300000);
        var result = await client.CancelAsync(WeexProduct.Contract, WeexOrderName.OfVenue(1));
        listener.Stop();

        Assert.Equal((WeexOutcome.NotWritten, false), (result.Outcome, result.WasWritten));
        Assert.Equal(0, client.RequestsWritten);
        Assert.Equal(0, await serving);
        Assert.DoesNotContain("canary", result.ToString(), StringComparison.Ordinal);
    }

    private static async Task<int> ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            return await tls.ReadAsync(new byte[1024]);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // The client has refused the certificate: nothing was read.
            return 0;
        }
    }
}
