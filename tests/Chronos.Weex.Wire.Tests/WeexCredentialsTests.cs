using System.Text;

namespace Chronos.Weex.Wire.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class WeexCredentialsTests : IDisposable
{
    private const string Canary = "canary-5ecret";

    private readonly string _directory = Directory.CreateTempSubdirectory("weex-credentials-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("{\"key\":\"k\",\"secret\":\"canary-5ecret\",\"passphrase\":\"p\"}")]
    [InlineData("# mine\nWEEX_API_KEY=k\n\nWEEX_API_SECRET = canary-5ecret \r\nWEEX_API_PASSPHRASE=p")]
    public void ReadsAFileOfItsOwner(string content)
    {
        using var credentials = WeexCredentials.FromFile(Write(content, UnixFileMode.UserRead));
        Assert.Equal(("k", "p"), (credentials.Key, credentials.Passphrase));
        using var same = new WeexCredentials("k", Encoding.ASCII.GetBytes(Canary), "p");
        Assert.Equal(WeexSignature.OfRequest(same, 1, "GET", "/a", default), WeexSignature.OfRequest(credentials, 1, "GET", "/a", default));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void RefusesAFileOpenToOthers(UnixFileMode others)
    {
        var path = Write("WEEX_API_KEY=k", UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        var e = Assert.Throws<WeexCredentialsException>(() => WeexCredentials.FromFile(path));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("0600", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"key\":\"k\",\"secret\":canary-5ecret}", "not JSON")]
    [InlineData("{\"key\":\"k\",\"secret\":\"canary-5ecret\"}", "passphrase is missing")]
    [InlineData("{\"key\":\"k\",\"canary-5ecret\":\"x\"}", "only key, secret and passphrase")]
    [InlineData("{\"secret\":\"canary-5ecret\",\"secret\":\"canary-5ecret\"}", "secret must stand once")]
    [InlineData("{\"key\":\"k\",\"secret\":\"canary-5ecret\\u0007\",\"passphrase\":\"p\"}", "secret must be")]
    [InlineData("WEEX_API_KEY=k\ncanary-5ecret", "line 2")]
    [InlineData("WEEX_API_SECRET=canary-5ecret\nWEEX_API_SECRET=canary-5ecret", "secret stands twice")]
    [InlineData("WEEX_API_SECRET=", "is missing")]
    public void SaysWhatIsWrongWithoutTheSecret(string content, string expected)
    {
        var path = Write(content, UnixFileMode.UserRead);
        var e = Assert.Throws<WeexCredentialsException>(() => WeexCredentials.FromFile(path));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAMissingFile() =>
        Assert.Contains("does not exist", Assert.Throws<WeexCredentialsException>(() => WeexCredentials.FromFile(_directory + "/none")).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadsVariablesAndNamesTheMissingOne()
    {
        var values = new Dictionary<string, string> { ["WEEX_API_KEY"] = "k", ["WEEX_API_SECRET"] = Canary };
        var e = Assert.Throws<WeexCredentialsException>(() => WeexCredentials.FromVariables(values.GetValueOrDefault));
        Assert.Contains("WEEX_API_PASSPHRASE", e.Message, StringComparison.Ordinal);

        values["WEEX_API_PASSPHRASE"] = "p";
        using var credentials = WeexCredentials.FromVariables(values.GetValueOrDefault);
        Assert.Equal("k", credentials.Key);
    }

    [Fact]
    public void TextNamesTheTypeAlone()
    {
        using var credentials = new WeexCredentials("k-canary", "canary-5ecret"u8, "p-canary");
        Assert.DoesNotContain("canary", credentials.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", $"{credentials}", StringComparison.Ordinal);
    }

    [Fact]
    public void DoesNotSignOnceDisposed()
    {
        var credentials = new WeexCredentials("k", "s"u8, "p");
        credentials.Dispose();
        var e = Assert.Throws<ObjectDisposedException>(() => WeexSignature.OfRequest(credentials, 1, "GET", "/a", default));
        Assert.DoesNotContain(Canary, e.ToString(), StringComparison.Ordinal);
    }

    private string Write(string content, UnixFileMode mode)
    {
        var path = Path.Combine(_directory, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, mode);
        return path;
    }
}
