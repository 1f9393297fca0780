namespace Chronos.Weex.Wire.Tests;

public class WeexSignatureTests
{
    [Fact]
    public void SignsAPostWithItsBody()
    {
        using var credentials = new WeexCredentials("k", Text.Utf8(new string('X', 3)), "p");
        Assert.Equal(
            "CdCGgOcDe74c0yLWEgME1s/hVIjRqEvom5WSFDFdunc=",
            WeexSignature.OfRequest(credentials, 1499827319559, "POST", "/api/v3/order", "{\"symbol\":\"LTCBTC\"}"u8));
    }

    [Fact]
    public void SignsAGet()
    {
        using var credentials = new WeexCredentials("k", "test-secret-0123456789abcdef"u8, "p");
        Assert.Equal(
            "BC/SWO4Z5MTKI4R5JNaDlo67vl8MJIGoMCffZw7LUv4=",
            WeexSignature.OfRequest(credentials, 1775580300000, "GET", "/capi/v3/account/balance", default));
    }

    [Fact]
    public void SignsAHandshake()
    {
        using var credentials = new WeexCredentials("k", "test-secret-0123456789abcdef"u8, "p");
        Assert.Equal(
            "3z/2WgiFTUzWNAnsIHveofJxQb9e0k3B1GuQvzWbLQA=",
            WeexSignature.OfHandshake(credentials, 1775580300000, "/v3/ws/private"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    [InlineData(1024)]
    [InlineData(100_000)]
    public void SignsBodiesOfAnyLength(int length)
    {
        using var credentials = new WeexCredentials("k", "s"u8, "p");
        var body = new string('b', length);
        using var mac = new System.Security.Cryptography.HMACSHA256("s"u8.ToArray());
        Assert.Equal(
            Convert.ToBase64String(mac.ComputeHash(Text.Utf8("7POST/x?a=1" + body))),
            WeexSignature.OfRequest(credentials, 7, "POST", "/x?a=1", Text.Utf8(body)));
    }

    [Fact]
    public void AllocatesTheSignatureAlone()
    {
        using var credentials = new WeexCredentials("k", "test-secret-0123456789abcdef"u8, "p");
        WeexSignature.OfRequest(credentials, 1, "POST", "/capi/v3/order", "{}"u8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        WeexSignature.OfRequest(credentials, 1, "POST", "/capi/v3/order", "{}"u8);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400);
    }
}
