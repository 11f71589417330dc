extension HostingConfiguration {
  /// For nginx: what stands within a `server` block, beside its name and its certificate.
  var nginx: String {
    let lines = headers.map { "add_header \($0.name) \"\($0.value)\" always;" }
    let moved = redirects.map { "location = \($0.from) { return 301 \($0.to); }" }
    return """
      # The guide at \(domain)\(prefix), its files in \(root)\(prefix)
      # Include this file in the server block that has the name and the certificate.
      root \(root);
      index index.html;
      charset utf-8;
      charset_types text/css text/plain text/xml text/markdown application/javascript
        application/json application/atom+xml application/manifest+json;
      gzip on;
      gzip_static on;
      gzip_vary on;
      gzip_types text/css text/plain text/xml text/markdown application/javascript
        application/json application/atom+xml application/manifest+json image/svg+xml;
      # With the module for Brotli: brotli_static on;
      server_tokens off;
      absolute_redirect off;
      error_page 404 \(prefix)404.html;
      recursive_error_pages on;

      # Files with a hash of their content in the name never change; all others are asked for again.
      set $clew_cache "\(Self.revalidated)";
      add_header Cache-Control $clew_cache always;
      \(lines.joined(separator: "\n"))

      location \(prefix) { try_files $uri $uri/index.html =404; }
      location ~ /\\.(?!well-known/) { return 404; }
      location ~ ^\(prefix)assets/.+\\.[0-9a-f]+\\.[a-z0-9]+$ {
        set $clew_cache "\(Self.forever)";
        error_page 404 = @earlier;
      }
      location ~ ^\(prefix)search/[^/]+\\.js$ {
        set $clew_cache "\(Self.forever)";
        error_page 404 = @earlier;
      }
      # Who opened a page before it was published anew asks for its files afterwards.
      location @earlier {
        root \(earlier);
        rewrite ^\(prefix)(.*)$ /$1 break;
      }
      location = \(prefix)search/root.js { }
      location ~ \\.md$ { default_type text/markdown; }
      location ~ \\.webmanifest$ { default_type application/manifest+json; }
      \(moved.joined(separator: "\n"))

      """
  }

  /// For Caddy: a site block, with a certificate of its own accord.
  var caddy: String {
    // Error pages have none of the headers of others, so the same block stands twice.
    let lines = headers.map { "\($0.name) \"\($0.value)\"" } + ["-Server"]
    let block = lines.joined(separator: "\n    ")
    let errorBlock = lines.joined(separator: "\n      ")
    let strip = prefix == "/" ? "" : "\n    uri strip_prefix \(prefix.dropLast())"
    let moved = redirects.map { "  redir \($0.from) \($0.to) permanent" }
    return """
      # The guide at \(domain)\(prefix), its files in \(root)\(prefix)
      \(domain) {
        root * \(root)
        encode zstd gzip
        header {
          ?Cache-Control "\(Self.revalidated)"
          \(block)
        }
        # Files with a hash of their content in the name never change.
        @hashed path_regexp ^\(prefix)assets/.+\\.[0-9a-f]+\\.[a-z0-9]+$
        header @hashed Cache-Control "\(Self.forever)"
        @index {
          path \(prefix)search/*.js
          not path \(prefix)search/root.js
        }
        header @index Cache-Control "\(Self.forever)"
      \(moved.joined(separator: "\n"))
        # Who opened a page before it was published anew asks for its files afterwards.
        @earlier {
          path \(prefix)assets/* \(prefix)search/*
          not file
        }
        handle @earlier {
          root * \(earlier)\(strip)
          file_server {
            precompressed br gzip
          }
        }
        handle {
          file_server {
            precompressed br gzip
            hide .*
          }
        }
        handle_errors {
          root * \(root)
          rewrite * \(prefix)404.html
          header {
            Cache-Control "\(Self.revalidated)"
            \(errorBlock)
          }
          file_server
        }
      }

      """
  }

  /// For Netlify: `netlify.toml`. Its page for unknown addresses is `404.html` by itself, and what
  /// no rule names is asked for again every time.
  var netlify: String {
    let lines = headers.map { "    \($0.name) = \"\($0.value)\"" }
    let moved = redirects.map { redirect in
      """

      [[redirects]]
        from = "\(SiteAddress.percentEncoded(redirect.from))"
        to = "\(redirect.to)"
        status = 301
        force = true
      """
    }
    return """
      # The guide at \(domain)\(prefix)
      [build]
        publish = "\(root)"

      [[headers]]
        for = "/*"
        [headers.values]
      \(lines.joined(separator: "\n"))
      \(moved.joined(separator: "\n"))

      """
  }

  /// For Cloudflare Pages: the file `_headers`, then as comments what belongs into `_redirects`.
  /// Its page for unknown addresses is `404.html` by itself.
  var cloudflare: String {
    let lines = headers.map { "  \($0.name): \($0.value)" }
    let moved = redirects.map { "# \(SiteAddress.percentEncoded($0.from)) \($0.to) 301" }
    return """
      # _headers: the guide at \(domain)\(prefix)
      /*
      \(lines.joined(separator: "\n"))
      \(prefix)assets/*
        Cache-Control: \(Self.forever)
      \(prefix)search/*
        Cache-Control: \(Self.forever)
      # These two keep their names when they change.
      \(prefix)assets/search.js
        ! Cache-Control
        Cache-Control: \(Self.revalidated)
      \(prefix)search/root.js
        ! Cache-Control
        Cache-Control: \(Self.revalidated)
      # _redirects, a file of its own beside it, without the signs at the beginning of lines:
      \(moved.joined(separator: "\n"))

      """
  }
}
