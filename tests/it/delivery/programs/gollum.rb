# A wiki that is a bare repository, rendered by Gollum's library → each page with its links, pictures and anchors, as JSON.
#
# Whether a link or picture leads anywhere is asked of the library, from the address at which Gollum shows the page. The sidebar
# is looked at from every page, since it stands beside each of them.
require 'json'
require 'pathname'
require 'uri'
# The wiki may belong to another user than the one that runs this.
ENV['GIT_CONFIG_COUNT'] = '1'
ENV['GIT_CONFIG_KEY_0'] = 'safe.directory'
ENV['GIT_CONFIG_VALUE_0'] = '*'
require 'kramdown'
require 'kramdown-parser-gfm'
require 'gollum-lib'

# As Gollum itself does since its fifth version: kramdown, in GitHub's dialect.
GitHub::Markup::Markdown::MARKDOWN_GEMS.clear
GitHub::Markup::Markdown::MARKDOWN_GEMS['kramdown'] = proc do |text|
  Kramdown::Document.new(text, input: 'GFM', auto_ids: false, hard_wrap: false, smart_quotes: 'apos,apos,quot,quot').to_html
end

wiki = Gollum::Wiki.new(ARGV.fetch(0), bare: true, ref: 'master')
render = proc do |page|
  html = Nokogiri::HTML::DocumentFragment.parse(page.formatted_data)
  abort "#{page.path}: #{html.text}" if html.text.include?('Failed to render page')
  html
end
sidebars = wiki.tree_map_for(wiki.ref).map(&:path).select { |path| path.start_with?('_Sidebar.') }
sidebars = sidebars.map { |path| [path, render.call(wiki.page('_Sidebar', wiki.ref, '', true))] }

pages = wiki.pages.reject { |page| page.name.start_with?('_') }
seen = pages.map do |page|
  address = "/#{page.url_path}"
  own = render.call(page)
  leads = proc do |from, target|
    found =
      if target.start_with?('#')
        # A browser takes the name of an anchor as it is.
        name = URI.decode_www_form_component(target[1..])
        from.css('*').any? { |node| node['id'] == name || node['name'] == name }
      elsif target =~ /\A[a-z]+:/
        true
      else
        path = URI.join('http://wiki', address, target).path
        path = URI.decode_www_form_component(path).delete_prefix('/')
        folder, _, name = path.rpartition('/')
        !(wiki.paged(name, folder, true) || wiki.file(path)).nil?
      end
    { 'target' => target, 'found' => found }
  end
  told = ([[page.path, own]] + sidebars).flat_map do |path, html|
    links = html.css('a[href]').reject { |a| a['class'].to_s.split.include?('anchor') }
    links = links.map { |a| leads.call(html, a['href']).merge('in' => path, 'kind' => 'link') }
    links + html.css('img').map { |img| leads.call(html, img['src'].to_s).merge('in' => path, 'kind' => 'picture') }
  end
  { 'page' => page.path, 'title' => own.css('h1').first&.text.to_s.strip, 'tables' => own.css('table').size, 'leads' => told }
end
puts JSON.pretty_generate(seen)
