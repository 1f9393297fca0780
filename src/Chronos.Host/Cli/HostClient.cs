using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Chronos.Host.Cli;

/// <summary>Talks to a running host.</summary>
internal sealed class HostClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>A client of the host at an address.</summary>
    public HostClient(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != "http" && address.Scheme != "https"))
        {
            throw CliException.Input($"--url: '{url}' is not an http address");
        }

        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Gets a path.</summary>
    public Task<(HttpStatusCode Status, string Body)> GetAsync(string path, CancellationToken stop) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), stop);

    /// <summary>Posts JSON to a path.</summary>
    public Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string json, CancellationToken stop)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, stop);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        {
            try
            {
                using var response = await _http.SendAsync(request, stop).ConfigureAwait(false);
                return (response.StatusCode, await response.Content.ReadAsStringAsync(stop).ConfigureAwait(false));
            }
            catch (HttpRequestException e)
            {
                throw new CliException(ExitCode.CouldNotRun, $"{_http.BaseAddress}: {e.Message}");
            }
        }
    }
}
